package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.click;
import static io.graphrecall.service.testing.TestService.encoded;
import static io.graphrecall.service.testing.TestService.ids;
import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;

@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsAndContentsIT {

    private TestService service;

    @BeforeAll
    void start(GraphAddress address, @TempDir Path home) {
        new SmallWorld().next("a", "x", 1).next("b", "y", 1).popular("p", 3).popular("q", 2).tags("t", "gel")
                .tagParent("gel", "nails")
                .vector("clip", "m", 1, 0).vector("clip", "n", 0.9f, 0.1f).vector("clip", "o", 0.1f, 0.9f)
                .publish(TestService.store(home), 0);
        service = TestService.start(address, home);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aPostedVectorMakesAContentACandidateAndATrigger() {
        service.post("/v1/events", "[" + click("vera-1", "vera", "m") + "]");
        long seq = json(service.post("/v1/contents", "[{\"content_id\":\"live\",\"vectors\":{\"clip\":[5,0.1]}}]"))
                .get("seq").longValue();
        String channel = "\"channels\":[{\"id\":\"v2v_clip\"}],\"min_seq\":" + seq;

        HttpResponse<String> found = service.post("/v1/recall", "{\"user_id\":\"vera\"," + channel + "}");
        assertThat(ids(found)).containsExactlyInAnyOrder("live", "n", "o").endsWith("o");
        assertThat(json(found).at("/contents/0/channels/0/trigger").textValue()).isEqualTo("content:m");
        assertThat(ids(service.get("/v1/contents/live/similar?space=clip"))).containsExactly("m", "n", "o");
        assertThat(ids(service.get("/v1/contents/m/similar?space=clip&size=1"))).containsExactly("live");
        assertThat(json(service.get("/v1/contents/live/similar")).get("space").textValue())
                .as("the space of a new content without text").isEqualTo("clip");

        service.post("/v1/events", "[" + click("lena-1", "lena", "live") + "]");
        assertThat(ids(service.post("/v1/recall", "{\"user_id\":\"lena\"," + channel + "}")))
                .containsExactly("m", "n", "o");
    }

    @Test
    void aContentThatIsPostedAgainKeepsTheParentsOfItsTags() {
        String request = "{\"user_id\":\"tess\",\"channels\":[{\"id\":\"popular\"}],"
                + "\"filter\":{\"must\":[{\"field\":\"tag\",\"any\":[\"nails\"]}]}}";
        assertThat(ids(service.post("/v1/recall", request))).contains("t");
        service.post("/v1/contents", "[{\"content_id\":\"t\",\"title\":\"Corrected\",\"tags\":[\"gel\"]}]");
        assertThat(ids(service.post("/v1/recall", request))).contains("t");
        service.post("/v1/contents", "[{\"content_id\":\"t\",\"tags\":[\"loud\"]}]");
        assertThat(ids(service.post("/v1/recall", request))).doesNotContain("t");
        service.post("/v1/contents", "[{\"content_id\":\"t\",\"tags\":[\"gel\"]}]");
    }

    @Test
    void aContentIsReturnedWithTheSourceOfEachFact() {
        service.post("/v1/contents", """
                [{"content_id":"shoe 1","title":"Red shoe","category":["Wear","Shoes"],
                "categories":[["Sport"],["Wear","Shoes"]],"tags":["run"],
                "attributes":{"size":["9"]},"author":"ann","published_at":"2026-01-01T00:00:00Z",
                "media":{"cover":"shoe.jpg","licence":"free"},"vectors":{"clip":[1,0],"audio":[1,2,3]},
                "year":1999,"formats":["a","b"],"size_chart":{"eu":42}}]""");
        service.graph().write(tx -> tx.execute(new CypherStatement("test/predict", """
                MATCH (c:Content {content_id: 'shoe 1'})
                CREATE (a:Attribute {key: 'colour\\u001fred', property: 'colour', value: 'red'})
                CREATE (c)-[:HAS_ATTRIBUTE {weight: 0.75, source: 'frames'}]->(a)"""), Map.of()));

        JsonNode facts = json(service.get("/v1/contents/shoe%201"));
        assertThat(facts.toString()).isEqualTo("""
                {"content_id":"shoe 1","status":"active","title":"Red shoe",\
                "category":{"path":["Wear","Shoes"],"weight":1.0,"source":"given"},\
                "categories":[{"path":["Wear","Shoes"],"weight":1.0,"source":"given"},\
                {"path":["Sport"],"weight":1.0,"source":"given"}],\
                "tags":[{"tag":"run","weight":1.0,"source":"given"}],\
                "attributes":[{"property":"colour","value":"red","weight":0.75,"source":"frames"},\
                {"property":"size","value":"9","weight":1.0,"source":"given"}],\
                "author":"ann","published_at":"2026-01-01T00:00:00Z","media":{"cover":"shoe.jpg","frames":[]},\
                "fields":{"formats":["a","b"],"media_licence":"free","size_chart":"{\\"eu\\":42}","year":1999},\
                "vectors":[{"space":"audio","dimensions":3},{"space":"clip","dimensions":2}],\
                "seq":%d}""".formatted(facts.get("seq").longValue()));
        assertThat(service.get("/v1/contents/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void usersAreListedByTheStartOfTheirIdsPageByPage() {
        service.post("/v1/users", """
                [{"user_id":"list/1"},{"user_id":"list/2","follows":["list/author"]},{"user_id":"list/ü"},
                {"user_id":"list/\uff41"},{"user_id":"list/\ud83d\ude00"},{"user_id":"lisu"}]""");
        service.post("/v1/events", "[" + click("list-1", "list/0", "a") + "]");
        String path = "/v1/users?prefix=list%2F&limit=2";

        assertThat(pages(path, "users", "user_id")).containsExactly(
                List.of("list/0", "list/1"), List.of("list/2", "list/author"), List.of("list/ü", "list/\uff41"),
                List.of("list/\ud83d\ude00"));
        assertThat(pages("/v1/users?limit=1000", "users", "user_id").getFirst()).contains("list/0", "lisu");

        String cursor = json(service.get(path)).get("cursor").textValue();
        assertThat(service.delete("/v1/users/" + encoded("list/2")).statusCode()).isEqualTo(204);
        assertThat(json(service.get(path + "&cursor=" + cursor)).get("users").findValuesAsText("user_id"))
                .containsExactly("list/author", "list/ü");
        assertThat(service.get("/v1/users?cursor=" + cursor).body()).contains("/cursor", "another filter");
        assertThat(service.get("/v1/users?cursor=MSB").statusCode()).isEqualTo(400);
        assertThat(service.get("/v1/users?cursor=LTEg").statusCode()).isEqualTo(400);
        assertThat(json(service.get("/v1/users?prefix=list%2F%2F")).get("users")).isEmpty();
    }

    @Test
    void itemsAreListedByCategoryPageByPage() {
        service.post("/v1/items", """
                [{"item_id":"pot 1","title":"Pot","category":["Home","Kitchen"],"categories":[["Home","Gifts"]]},
                {"item_id":"pot 2","category":["Home","Kitchen","Pots"]},{"item_id":"pot 3","category":["Garden"]},
                {"item_id":"pot 4","title":"Last pot","category":["Home"]}]""");

        assertThat(pages("/v1/items?category=Home&limit=2", "items", "item_id"))
                .containsExactly(List.of("pot 1", "pot 2"), List.of("pot 4"));
        assertThat(pages("/v1/items?category=Home%2FKitchen", "items", "item_id"))
                .containsExactly(List.of("pot 1", "pot 2"));
        assertThat(pages("/v1/items?category=Pots", "items", "item_id")).containsExactly(List.of("pot 2"));
        assertThat(pages("/v1/items?category=nothing", "items", "item_id")).containsExactly(List.of());
        assertThat(pages("/v1/items?limit=2", "items", "item_id").stream().flatMap(List::stream)).isSorted()
                .contains("pot 3");
        assertThat(json(service.get("/v1/items?category=Home")).at("/items/2/title").textValue())
                .isEqualTo("Last pot");
    }

    /** Returns the ids of each page of a list. */
    private List<List<String>> pages(String path, String entries, String id) {
        List<List<String>> pages = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = json(service.get(path + cursor));
            pages.add(page.get(entries).findValuesAsText(id));
            cursor = page.has("cursor") ? "&cursor=" + page.get("cursor").textValue() : null;
        }
        return pages;
    }

    @Test
    void anItemIsReturnedWithItsRecord() {
        service.post("/v1/items", """
                [{"item_id":"lamp/1","title":"Lamp","description":"Warm light","category":["Lights"],"tags":["light"],
                "attributes":{"watt":["9"]},"media":{"cover":"lamp.jpg"},"vectors":{"clip":[1,0]},"sku":"L-1"}]""");

        JsonNode facts = json(service.get("/v1/items/lamp%2F1"));
        assertThat(facts.toString()).isEqualTo("""
                {"item_id":"lamp/1","status":"active","title":"Lamp","description":"Warm light",\
                "categories":[{"path":["Lights"],"weight":1.0,"source":"given"}],\
                "tags":[{"tag":"light","weight":1.0,"source":"given"}],\
                "attributes":[{"property":"watt","value":"9","weight":1.0,"source":"given"}],\
                "media":{"cover":"lamp.jpg","frames":[]},"fields":{"sku":"L-1"},\
                "vectors":[{"space":"clip","dimensions":2}],"seq":%d}""".formatted(facts.get("seq").longValue()));
        assertThat(service.get("/v1/items/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void aUserIsReturnedWithTheRecord() {
        service.post("/v1/users", """
                [{"user_id":"rec 1","profile":{"age":30,"likes":{"tea":true}},"follows":["zoe","amy"],
                "blocks":["bot"],"mutes":["spam"],"plan":"free"}]""");

        JsonNode user = json(service.get("/v1/users/rec%201"));
        assertThat(user.get("profile").toString()).isIn(
                "{\"age\":30,\"likes\":{\"tea\":true},\"plan\":\"free\"}",
                "{\"plan\":\"free\",\"age\":30,\"likes\":{\"tea\":true}}");
        assertThat(user.get("follows").toString()).isEqualTo("[\"amy\",\"zoe\"]");
        assertThat(user.get("blocks").toString()).isEqualTo("[\"bot\"]");
        assertThat(user.get("mutes").toString()).isEqualTo("[\"spam\"]");
        assertThat(user.get("recent")).isEmpty();

        JsonNode author = json(service.get("/v1/users/amy"));
        assertThat(author.get("profile")).isEmpty();
        assertThat(author.get("follows")).isEmpty();
        assertThat(service.get("/v1/users/stranger").statusCode()).isEqualTo(404);
    }

    @Test
    void theTimeUntilPostsAreVisibleIsMeasured() {
        service.post("/v1/events", "[" + click("tim-1", "tim", "a") + "]");
        service.post("/v1/contents", "[{\"content_id\":\"timed\"}]");

        String metrics = service.get("/metrics").body();
        for (String records : List.of("events", "contents")) {
            assertThat(metrics).containsPattern(
                    "graphrecall_visible_seconds_bucket\\{records=\"" + records + "\",le=\"\\+Inf\"} [1-9]")
                    .containsPattern("graphrecall_visible_seconds_sum\\{records=\"" + records + "\"} \\d*\\.\\d*[1-9]");
        }
    }

    @Test
    void theNextRecallSeesAcknowledgedEvents() {
        assertThat(service.recall("ann")).startsWith("p").contains("a");

        HttpResponse<String> posted = service.post("/v1/events", "[" + click("ann-1", "ann", "a") + "]");

        assertThat(posted.statusCode()).isEqualTo(202);
        assertThat(json(posted).get("accepted").intValue()).isEqualTo(1);
        long seq = json(posted).get("seq").longValue();
        assertThat(seq).isPositive();
        assertThat(ids(service.post("/v1/recall", "{\"user_id\":\"ann\",\"min_seq\":" + seq + "}")))
                .startsWith("x").doesNotContain("a");
    }

    @Test
    void aDryRunValidatesAndWritesNothing() {
        HttpResponse<String> dry = service.post("/v1/events?dry_run=true",
                "[" + click("dry-1", "dry", "a").replace("{", "{\"requestId\":7,") + ",{}]");
        assertThat(dry.statusCode()).isEqualTo(200);
        assertThat(json(dry).get("accepted").intValue()).isEqualTo(1);
        assertThat(json(dry).get("rejected").findValuesAsText("index")).containsExactly("1");
        assertThat(json(dry).get("ignored_fields").toString()).isEqualTo("{\"requestId\":1}");
        assertThat(json(dry).has("created")).isFalse();
        assertThat(service.get("/v1/users/dry").statusCode()).isEqualTo(404);
        assertThat(service.post("/v1/contents?dry_run=true", "[{\"content_id\":\"dry\"}]").statusCode()).isEqualTo(200);
        assertThat(service.get("/v1/contents/dry").statusCode()).isEqualTo(404);
        assertThat(service.post("/v1/events?dry_run=true", "[{}]").statusCode()).isEqualTo(400);
        assertThat(service.post("/v1/events", "[" + click("dry-1", "dry", "a") + "]").statusCode()).isEqualTo(202);
    }

    @Test
    void aDryRunReturnsThePresentSequenceNumberBeforeAGenerationServes(GraphAddress address, @TempDir Path empty) {
        long seq = json(service.post("/v1/contents", "[{\"content_id\":\"before\"}]")).get("seq").longValue();
        try (TestService starting = TestService.start(address, empty)) {
            assertThat(json(starting.post("/v1/contents?dry_run=true", "[{\"content_id\":\"dry\"}]")).get("seq")
                    .longValue()).isGreaterThanOrEqualTo(seq);
        }
    }

    @Test
    void postedUsersAndItemsAreWrittenToTheGraph() {
        service.post("/v1/contents", "[{\"content_id\":\"by-max\",\"author\":\"max\",\"tags\":[\"loud\"]}]");
        String user = "/v1/users";
        assertThat(service.recall("una")).contains("by-max");
        assertThat(service.post(user, "[{\"user_id\":\"una\",\"blocks\":[\"max\"]}]").statusCode()).isEqualTo(202);
        assertThat(service.recall("una")).doesNotContain("by-max");
        assertThat(service.post(user, "{\"user_id\":\"una\",\"mutes\":[\"quiet\"]}").statusCode()).isEqualTo(202);
        assertThat(service.recall("una")).contains("by-max");
        service.delete("/v1/contents/by-max");
        JsonNode receipt = json(
                service.post("/v1/items", "[{\"item_id\":\"lamp\",\"title\":\"Lamp\",\"tags\":[\"gel\"]},{}]"));
        assertThat(receipt.get("accepted").intValue()).isEqualTo(1);
        assertThat(receipt.get("rejected").get(0).get("reason").textValue()).contains("/item_id is missing");
        assertThat(service.graph().read(
                new CypherStatement("test/item", "MATCH (i:Item {item_id: 'lamp'}) RETURN i.title AS title"),
                Map.of(), row -> row.string("title"))).containsExactly("Lamp");
    }

    @Test
    void aLargeResponseIsCompressedIfTheClientAcceptsIt() throws IOException {
        HttpRequest.Builder request = service.request("/openapi.yaml").GET();
        HttpResponse<String> plain = service.send(request.build());
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        HttpResponse<byte[]> zipped = service.sendForBytes(request.header("Accept-Encoding", "gzip").build());
        assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(zipped.body().length).isLessThan(plain.body().length() / 2);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain.body());
        }
        assertThat(service.sendForBytes(service.request("/healthz").GET().header("Accept-Encoding", "gzip").build())
                .headers()
                .firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void aReceiptCountsIgnoredFieldsAndCreatedNodes() {
        String event = click("new-1", "newcomer", "misspelt").replace("{", "{\"dwel_ms\":7,");
        JsonNode receipt = json(service.post("/v1/events", event));
        assertThat(receipt.get("ignored_fields").toString()).isEqualTo("{\"dwel_ms\":1}");
        assertThat(receipt.get("created").toString()).isEqualTo("{\"content\":1,\"user\":1}");
        JsonNode again = json(service.post("/v1/events", click("new-1", "newcomer", "misspelt")));
        assertThat(again.has("ignored_fields")).isFalse();
        assertThat(again.has("created")).isFalse();
        assertThat(json(service.post("/v1/contents", "{\"content_id\":\"tagged\",\"tags\":[\"never\"],\"year\":1}"))
                .get("created").toString()).isEqualTo("{\"tag\":1}");
    }

    @Test
    void aRepeatedEventChangesNothing() {
        String event = click("bob-1", "bob", "b");
        service.post("/v1/events", "[" + event + "," + event + "]");
        JsonNode again = json(service.post("/v1/events", "[" + event + "]"));

        assertThat(again.get("accepted").intValue()).isEqualTo(1);
        JsonNode user = json(service.get("/v1/users/bob"));
        assertThat(user.get("recent")).hasSize(1);
        assertThat(user.get("recent").get(0).get("content_id").textValue()).isEqualTo("b");
    }

    @Test
    void aKnownEventIdWithOtherFieldsIsRejected() {
        service.post("/v1/events", "[" + click("cid-1", "cid", "a") + "]");

        JsonNode receipt = json(service.post(
                "/v1/events", "[" + click("cid-1", "cid", "b") + "," + click("cid-2", "cid", "p") + "]"));

        assertThat(receipt.get("accepted").intValue()).isEqualTo(1);
        assertThat(receipt.get("rejected").get(0).get("index").intValue()).isZero();
        assertThat(json(service.get("/v1/users/cid")).get("recent").findValuesAsText("content_id"))
                .containsExactlyInAnyOrder("a", "p");

        HttpResponse<String> ofAnotherUser = service.post("/v1/events", "[" + click("cid-1", "dee", "a") + "]");
        assertThat(json(ofAnotherUser).at("/errors/0/detail").textValue())
                .isEqualTo("event_id 'cid-1' belongs to a different event: user_id 'cid', not 'dee'");
        assertThat(service.get("/v1/rejections").body()).as("every key with the role recall sees it")
                .contains("event_id 'cid-1' belongs to a different event\"").doesNotContain("different event:");
    }

    @Test
    void ndjsonIsAcceptedAndInvalidLinesAreRejectedByTheirIndex() {
        String lines = click("dan-1", "dan", "a") + "\n\nnot json\n{\"user_id\":\"dan\"}\n" + click("dan-2", "dan", "b")
                + "\n";

        JsonNode receipt = json(service.post("/v1/events", lines));

        assertThat(receipt.get("accepted").intValue()).isEqualTo(2);
        assertThat(receipt.get("rejected").findValuesAsText("index")).containsExactly("1", "2");
        assertThat(receipt.get("rejected").get(1).get("reason").textValue()).contains("/action is missing");
    }

    @Test
    void concurrentPostsAreAllCommitted() {
        List<CompletableFuture<HttpResponse<String>>> posts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            posts.add(service.postAsync("/v1/events", "[" + click("many-" + i, "many", "c" + i) + "]"));
        }
        posts.forEach(post -> assertThat(post.join().statusCode()).isEqualTo(202));

        assertThat(service.server().recalls().users().of(new UserId("many")).contents()).hasSize(100);
    }

    @Test
    void theNextRecallSeesPostedAndDeletedContents() {
        service.post("/v1/events", "[" + click("eve-1", "eve", "t") + "]");
        String content = "{\"content_id\":\"new/1 ü\",\"title\":\"New\",\"tags\":[\"gel\"],\"published_at\":"
                + (SmallWorld.NOW - 1000) + "}";

        assertThat(service.post("/v1/contents", "[" + content + "]").statusCode()).isEqualTo(202);
        assertThat(service.recall("eve")).contains("new/1 ü");

        HttpResponse<String> deleted = service.delete("/v1/contents/" + encoded("new/1 ü"));
        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(service.recall("eve")).doesNotContain("new/1 ü");
        assertThat(service.delete("/v1/contents/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void aPostedContentIsFoundByEachOfItsCategories() {
        assertThat(service.post("/v1/contents", """
                [{"content_id":"vase","category":["Home","Vases"],"categories":[["Gifts"],["Art","Glass"]]}]""")
                .statusCode()).isEqualTo(202);
        for (String category : List.of("Vases", "Gifts", "Glass")) {
            assertThat(ids(service.post("/v1/recall", """
                    {"user_id":"ida","filter":{"must":[{"field":"category","any":["%s"]}]}}""".formatted(category))))
                    .as(category).containsExactly("vase");
        }
    }

    @Test
    void aContentOfTheGenerationCanBeDeletedAndPostedAgain() {
        String content = "{\"content_id\":\"q\",\"title\":\"Q\"}";
        service.post("/v1/contents", content);
        assertThat(service.recall("fay")).contains("q");

        assertThat(service.delete("/v1/contents/q").statusCode()).isEqualTo(200);
        assertThat(service.recall("fay")).doesNotContain("q");

        service.post("/v1/contents", content);
        assertThat(service.recall("fay")).contains("q");
    }

    /** The next patch of a deeper field could not read it. */
    @Test
    void aPatchIsAsDeepAsAPostAtMost() {
        service.post("/v1/contents", "[{\"content_id\":\"nested\"}]");
        for (int levels : List.of(512, 513)) {
            String deep = "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
            assertThat(patch("/v1/contents/nested", deep).statusCode()).as("%d levels", levels)
                    .isEqualTo(levels == 512 ? 200 : 400);
        }
        assertThat(patch("/v1/contents/nested", "{\"a\":{\"b\":1}}").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> patch(String path, String body) {
        return service.send(service.request(path).method("PATCH", HttpRequest.BodyPublishers.ofString(body)).build());
    }

    @Test
    void aHeldContentIsNotRecalledAgainUntilTheHoldIsLifted() {
        String content = "{\"content_id\":\"takedown\"}";
        service.post("/v1/contents", content);
        assertThat(service.recall("fay")).contains("takedown");
        assertThat(service.delete("/v1/contents/takedown?hold=true").statusCode()).isEqualTo(200);

        HttpResponse<String> refused = service.post("/v1/contents", content);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("the content is held as withdrawn");
        assertThat(service.recall("fay")).doesNotContain("takedown");
        HttpResponse<String> patched = patch("/v1/contents/takedown", "{\"title\":\"T\"}");
        assertThat(patched.statusCode()).isEqualTo(409);
        assertThat(patched.body()).contains("the content is held as withdrawn");
        assertThat(json(service.get("/v1/contents/takedown")).has("held_at")).isTrue();
        assertThat(service.delete("/v1/contents/takedown/hold").statusCode()).isEqualTo(204);
        assertThat(service.delete("/v1/contents/takedown/hold").statusCode()).isEqualTo(204);
        service.post("/v1/contents", content);
        assertThat(service.recall("fay")).contains("takedown");
    }

    @Test
    void noFilterFindsTheContentsOfADeletedAuthor() {
        service.post("/v1/contents", "[{\"content_id\":\"essay\",\"author\":\"ulf\"}]");
        String byUlf = "{\"user_id\":\"reader\",\"filter\":{\"must\":[{\"field\":\"author\",\"any\":[\"ulf\"]}]}}";
        assertThat(ids(service.post("/v1/recall", byUlf))).containsExactly("essay");

        assertThat(service.delete("/v1/users/ulf").statusCode()).isEqualTo(204);

        assertThat(ids(service.post("/v1/recall", byUlf))).isEmpty();
        assertThat(json(service.get("/v1/contents/essay")).has("author")).isFalse();
    }

    @Test
    void aUserIsDeletedWithAllEvents() {
        service.post("/v1/events", "[" + click("gus-1", "gus/1", "a") + "]");
        assertThat(service.get("/v1/users/" + encoded("gus/1")).statusCode()).isEqualTo(200);

        assertThat(service.delete("/v1/users/" + encoded("gus/1")).statusCode()).isEqualTo(204);

        assertThat(service.get("/v1/users/" + encoded("gus/1")).statusCode()).isEqualTo(404);
        assertThat(service.delete("/v1/users/" + encoded("gus/1")).statusCode()).isEqualTo(204);
        assertThat(ids(service.get("/v1/users/" + encoded("gus/1") + "/recall"))).contains("a");
    }

    @Test
    void aMinSeqAboveTheGraphsSequenceNumberIsAConflict() {
        HttpResponse<String> answer = service.post("/v1/recall", "{\"user_id\":\"ann\",\"min_seq\":999999999}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).get("detail").textValue()).contains("min_seq 999999999");
    }

    @Test
    void writesOfOtherProgramsAreFollowed() throws InterruptedException {
        new GraphWriter(service.graph()).deleteContent(
                new ContentId(posted("from-elsewhere")));
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (service.recall("hal").contains("from-elsewhere")) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private String posted(String id) {
        service.post("/v1/contents", "{\"content_id\":\"" + id + "\",\"published_at\":" + (SmallWorld.NOW - 1) + "}");
        assertThat(service.recall("hal")).contains(id);
        return id;
    }
}
