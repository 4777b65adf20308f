import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RecallClient, RecallServiceError, type ClientSettings } from "@graph-recall/client";
import { FaultyProxy, lost, overloaded, reply, silent } from "./faults.js";
import { client, key, now, unique } from "./service.js";

const at = (proxy: FaultyProxy, settings?: ClientSettings) => new RecallClient(proxy.address, { key, ...settings });

function hasStatus(status: number, message = /./) {
  return (error: unknown) => {
    assert.ok(error instanceof RecallServiceError, String(error));
    assert.equal(error.status, status);
    assert.match(error.message, message);
    return true;
  };
}

describe("a call through a faulty proxy", () => {
  it("is repeated until it gets a response, and its events are stored once", async () => {
    await using proxy = await FaultyProxy.start(overloaded(0), lost, lost);
    const user = unique("ann");
    const receipt = await at(proxy).postEvents([{ user_id: user, action: "search", query: "gel", timestamp: now }]);
    assert.equal(receipt.accepted, 1);
    assert.equal(proxy.bodies.length, 4);
    assert.equal(new Set(proxy.bodies).size, 1);
    assert.equal((await client.user(user)).recent.length, 1);
    await client.deleteUser(user);
  });

  it("fails after the last repetition", async () => {
    await using proxy = await FaultyProxy.start(overloaded(0), overloaded(0), overloaded(0));
    await assert.rejects(at(proxy, { retries: 2 }).recall({ user_id: "ann" }), hasStatus(503, /^503 Service Unavailable: busy$/));
    assert.equal(proxy.bodies.length, 3);
  });

  it("fails at once if it had to wait for longer than the timeout", async () => {
    await using proxy = await FaultyProxy.start(overloaded(3600));
    await assert.rejects(at(proxy).recall({ user_id: "ann" }), hasStatus(503));
    assert.equal(proxy.bodies.length, 1);
  });

  it("waits as the service says", async () => {
    await using proxy = await FaultyProxy.start(overloaded(1));
    const begin = performance.now();
    await at(proxy).recall({ user_id: "ann" });
    assert.ok(performance.now() - begin >= 1000);
  });

  it("is repeated after the timeout", async () => {
    await using proxy = await FaultyProxy.start(silent);
    assert.ok((await at(proxy, { timeout: 1000 }).recall({ user_id: "ann" })).contents.length > 0);
    assert.equal(proxy.bodies.length, 2);
  });

  it("says that there was no response in time", async () => {
    await using proxy = await FaultyProxy.start(silent);
    await assert.rejects(at(proxy, { timeout: 50, retries: 0 }).recall({ user_id: "ann" }), hasStatus(0, /none after 50 ms/));
  });

  it("is not repeated after a response that cannot be read", async () => {
    await using proxy = await FaultyProxy.start(reply(200, "{"));
    await assert.rejects(at(proxy).recall({ user_id: "ann" }), hasStatus(0, /cannot be read/));
    assert.equal(proxy.bodies.length, 1);
  });

  it("shows the reply of another proxy", async () => {
    await using proxy = await FaultyProxy.start(reply(502, "<html>bad gateway</html>"));
    await assert.rejects(at(proxy).recall({ user_id: "ann" }), hasStatus(502, /^502 <html>bad gateway<\/html>$/));
  });

  it("has deleted a user who is unknown after a lost response", async () => {
    const user = unique("bob");
    await client.postUsers([{ user_id: user }]);
    await using proxy = await FaultyProxy.start(lost);
    await at(proxy).deleteUser(user);
    await at(proxy).deleteUser(user);
  });

  it("ends with its signal, during a request and during a pause", async () => {
    for (const fault of [silent, overloaded(5)]) {
      await using proxy = await FaultyProxy.start(fault);
      const signal = AbortSignal.timeout(100);
      await assert.rejects(at(proxy).recall({ user_id: "ann" }, { signal }), (error) => error === signal.reason);
      assert.equal(proxy.bodies.length, 1);
    }
  });

  it("has status 0 if nothing listens", async () => {
    const { address } = await closed();
    await assert.rejects(new RecallClient(address, { retries: 1 }).recall({ user_id: "ann" }), hasStatus(0, /ECONNREFUSED/));
  });
});

async function closed(): Promise<{ address: string }> {
  await using proxy = await FaultyProxy.start();
  return { address: proxy.address };
}
