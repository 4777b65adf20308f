import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { createConfig, lint } from "@redocly/openapi-core";

const contract = fileURLToPath(
  new URL("../../service/src/main/resources/io/graphrecall/service/http/openapi.yaml", import.meta.url),
);

test("the contract has no error and no warning by the recommended rules of Redocly", async () => {
  const problems = await lint({ ref: contract, config: await createConfig({ extends: ["recommended"] }) });
  assert.deepEqual(
    problems.map(({ severity, ruleId, message, location }) => `${severity} ${ruleId}: ${message} ${location[0]?.pointer}`),
    [],
  );
});
