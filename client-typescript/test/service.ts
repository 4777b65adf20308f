import { RecallClient } from "@graph-recall/client";

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`the tests need a service: set ${name}, or run them with npm test`);
  }
  return value;
}

export const url = variable("RECALL_URL");
export const key = variable("RECALL_API_KEY");

/** Waits longer than a caller would, because the machine of the tests may be busy. */
export const client = new RecallClient(url, { key, timeout: 60_000 });

/** Time of the service's clock, which is that of its data. */
export const now = (await client.call((api) => api.GET("/readyz"))).now;

/** Returns an id that no other run of the tests uses. */
export const unique = (name: string) => `${name}/${process.pid}-${Date.now().toString(36)}`;
