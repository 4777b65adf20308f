// Writes the code of docs/how-to/call-from-typescript.md to test/examples.ts, which calls the service of the tests.
import { readFileSync, writeFileSync } from "node:fs";

const page = readFileSync(new URL("../../docs/how-to/call-from-typescript.md", import.meta.url), "utf8");
const code = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map((block) => block[1]).join("\n");
const called = code
  .replace('"http://127.0.0.1:8080"', "process.env.RECALL_URL!")
  .replace('key: "…"', "key: process.env.RECALL_API_KEY!");
writeFileSync(new URL("examples.ts", import.meta.url), called);
