import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RecallClient, RecallServiceError, type ListedContent, type RecallResult } from "@graph-recall/client";
import { client, now, unique, url } from "./service.js";

const ids = (result: { contents: { content_id: string }[] }) => result.contents.map((content) => content.content_id);

async function firstContents(number: number): Promise<ListedContent[]> {
  const contents: ListedContent[] = [];
  for await (const content of client.contents({ include: ["title", "tags"], limit: number })) {
    contents.push(content);
    if (contents.length === number) {
      break;
    }
  }
  return contents;
}

async function rejection(promise: Promise<unknown>): Promise<RecallServiceError> {
  const error = await promise.then(
    () => assert.fail("the call succeeded"),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof RecallServiceError, String(error));
  return error;
}

describe("a client of a running service", () => {
  it("recalls what fits the events that were posted before", async () => {
    const user = unique("ann");
    const [clicked] = await firstContents(1);
    assert.ok(clicked);
    const receipt = await client.postEvents([
      { user_id: user, action: "click", content_id: clicked.content_id, timestamp: now, dwell_ms: 9000 },
      { user_id: user, action: "search", query: "gel", timestamp: now },
    ]);
    assert.deepEqual(receipt.rejected, []);

    const result = await client.recall({
      user_id: user,
      size: 20,
      timeout_ms: 60_000,
      min_seq: receipt.seq,
      detail: "reasons",
      include: ["title", "category"],
    });
    assert.equal(result.contents.length, 20);
    assert.equal(result.coverage.degraded, false);
    assert.ok(!ids(result).includes(clicked.content_id));
    assert.ok(result.contents.every((content) => content.title && content.category && content.author === undefined));
    const triggered = result.contents.filter((content) =>
      content.channels?.some((channel) => channel.trigger === `content:${clicked.content_id}`),
    );
    assert.ok(triggered.length > 0);
    assert.ok(triggered.some((content) => content.paths?.some((path) => path.nodes[0]?.id === user)));

    const recent = (await client.user(user)).recent;
    assert.deepEqual(recent.map((event) => event.action).sort(), ["click", "search"]);
    await client.deleteUser(user);
    assert.equal((await rejection(client.user(user))).status, 404);
  });

  it("returns the fields that a request includes, and no others", async () => {
    const [bare, full] = (await client.recallBatch([
      { user_id: unique("bob"), size: 5, detail: "ids" },
      { user_id: unique("bob"), size: 5, include: ["title", "tags", "attributes", "published_at"] },
    ])) as [RecallResult, RecallResult];
    assert.deepEqual(Object.keys(bare.contents[0]!).sort(), ["content_id", "score"]);
    assert.ok(full.contents.every((content) => content.title && content.tags && content.published_at));
    assert.ok(full.contents.every((content) => content.channels));
  });

  it("filters by tag, category and a range of an attribute, and shows a posted content until it is deleted", async () => {
    const tag = unique("tag");
    const [cheap, dear] = [unique("cheap"), unique("dear")];
    const content = { title: "A new one", category: ["Tests", tag], tags: [tag], published_at: now };
    const receipt = await client.postContents([
      { ...content, content_id: cheap, attributes: { test_price: ["7"] }, year: 2026 },
      { ...content, content_id: dear, attributes: { test_price: ["25"] } },
      { content_id: unique("bad"), tags: [" "] },
    ]);
    assert.equal(receipt.accepted, 2);
    assert.match(receipt.rejected[0]!.reason, /tags\/0 is blank/);

    const user_id = unique("cleo");
    const found = async (...must: object[]) =>
      ids(await client.recall({ user_id, min_seq: receipt.seq, timeout_ms: 60_000, filter: { must } })).sort();
    assert.deepEqual(await found({ field: "tag", any: [tag] }), [cheap, dear]);
    assert.deepEqual(await found({ field: "category", prefix: `Tests/${tag}` }), [cheap, dear]);
    assert.deepEqual(await found({ field: "tag", all: [tag] }, { field: "attribute.test_price", gte: 5, lt: 20 }), [cheap]);
    assert.deepEqual(await found({ field: "tag", any: [tag] }, { must_not: [{ field: "content_id", any: [cheap] }] }), [dear]);

    const listed: string[] = [];
    for await (const one of client.contents({ filter: { must: [{ field: "tag", any: [tag] }] }, limit: 1 })) {
      listed.push(one.content_id);
    }
    assert.deepEqual(listed.sort(), [cheap, dear]);

    const facts = await client.content(cheap);
    assert.deepEqual(facts.fields, { year: 2026 });
    assert.deepEqual(facts.attributes.map((fact) => [fact.property, fact.value]), [["test_price", "7"]]);
    await client.deleteContent(cheap);
    assert.deepEqual(await found({ field: "tag", any: [tag] }), [dear]);
    await client.deleteContent(dear);
    assert.deepEqual(await found({ field: "tag", any: [tag] }), []);
  });

  it("finds contents similar to a content, a text and a vector", async () => {
    const [first] = await firstContents(1);
    assert.ok(first?.title);
    const neighbours = await client.similar({ content_id: first.content_id, space: "attribute", size: 5, include: ["title"] });
    assert.equal(neighbours.contents.length, 5);
    assert.ok(!ids(neighbours).includes(first.content_id));
    assert.ok(neighbours.contents.every((content) => content.title));

    const byText = await client.similar({ text: first.title, size: 10 });
    assert.equal(byText.space, "text");
    assert.ok(ids(byText).includes(first.content_id));

    const { spaces } = await client.call((api) => api.GET("/v1/spaces"));
    const space = spaces.find((candidate) => candidate.space === "text");
    assert.ok(space);
    const vector = Array.from({ length: space.dimensions }, (_, i) => (i === 0 ? 1 : 0));
    assert.equal((await client.similar({ vector, space: "text", size: 3 })).contents.length, 3);
    const error = await rejection(client.similar({ vector: [1, 2], space: "text" }));
    assert.match(error.message, new RegExp(`${space.dimensions}`));
  });

  it("explains why a content is recalled, and why not", async () => {
    const user = unique("dora");
    const [clicked] = await firstContents(1);
    assert.ok(clicked);
    const { seq } = await client.postEvents([
      { user_id: user, action: "like", content_id: clicked.content_id, timestamp: now },
    ]);
    const [top] = (await client.recall({ user_id: user, min_seq: seq, timeout_ms: 60_000 })).contents;
    assert.ok(top);
    const recalled = await client.explain(user, top.content_id);
    assert.equal(recalled.recalled, true);
    assert.ok(recalled.channels.some((channel) => channel.outcome === "recalled"));
    const seen = await client.explain(user, clicked.content_id);
    assert.equal(seen.recalled, false);
    assert.ok(seen.channels.some((channel) => channel.outcome === "seen"));
    const visitor = await client.explain({ positive: [clicked.content_id], content_id: clicked.content_id });
    assert.equal(visitor.recalled, false);
    await client.deleteUser(user);
  });

  it("pages through all contents without gaps or repetitions", async () => {
    const list = async (limit: number) => {
      const listed: string[] = [];
      for await (const content of client.contents({ sort: "latest", limit })) {
        listed.push(content.content_id);
      }
      return listed;
    };
    const paged = await list(7);
    assert.ok(paged.length > 100);
    assert.equal(new Set(paged).size, paged.length);
    assert.deepEqual(paged, await list(1000));
  });

  it("posts users and items", async () => {
    const user = unique("emma");
    assert.equal((await client.postUsers([{ user_id: user, follows: ["ed"], mutes: ["matte"] }])).accepted, 1);
    assert.equal((await client.postItems([{ item_id: unique("item"), title: "Gel polish", tags: ["gel"] }])).accepted, 1);
    const follows = await client.call((api) =>
      api.POST("/v1/cypher", {
        body: { statement: `MATCH (:User {user_id: '${user}'})-[:FOLLOWS]->(u) RETURN u.user_id AS author` },
      }),
    );
    assert.deepEqual(follows.rows, [["ed"]]);
    await client.deleteUser(user);
  });

  it("names the invalid field of a request", async () => {
    const error = await rejection(client.recall({ user_id: "ann", size: 5000 }));
    assert.equal(error.status, 400);
    assert.equal(error.problem?.errors?.[0]?.pointer, "/size");
    assert.match(error.message, /^400 Bad Request: /);
    assert.equal((await rejection(client.content(unique("nowhere")))).status, 404);
    const cursor = await rejection(client.call((api) => api.GET("/v1/contents", { params: { query: { cursor: "x" } } })));
    assert.equal(cursor.problem?.errors?.[0]?.pointer, "/cursor");
  });

  it("is refused without the key of the service", async () => {
    assert.equal((await rejection(new RecallClient(url).recall({ user_id: "ann" }))).status, 401);
    assert.equal((await rejection(new RecallClient(url, { key: "wrong" }).recall({ user_id: "ann" }))).status, 401);
  });
});
