import { it } from "node:test";
import { client } from "./service.js";

it("runs the examples of the documentation", async () => {
  await import("./examples.js");
  await client.deleteUser("ann");
});
