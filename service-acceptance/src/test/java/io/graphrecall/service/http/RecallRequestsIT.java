package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.encoded;
import static io.graphrecall.service.testing.TestService.ids;
import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.schema.TagName;
import io.graphrecall.schema.User;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecallRequestsIT {

    private TestService service;

    @BeforeAll
    void start(GraphAddress address, @TempDir Path home) {
        new SmallWorld().next("a", "x", 2).next("a", "y", 1).next("b/1 ü", "z", 2)
                .next("g", "x", 2).similar("a", "s", 0.5f).similar("a", "x", 0.25f)
                .popular("p", 3).popular("q", 2)
                .tags("t", "gel").tags("u", "gel", "matte").tags("v", "car").item("polish", "gel")
                .category("t", "Makeup", "Nails").attribute("u", "brand", "OPI").attribute("w", "size=EU", "40")
                .author("v", "ed")
                .published("x", SmallWorld.NOW - 1000).title("t", "Gel nails").title("x", "Next")
                .ledTo("winter coat", "w", 1).query("gel nails", FeatureSpace.TAG, "gel")
                .vector("clip", "m", 1, 0).vector("clip", "n", 0.9f, 0.1f).vector("clip", "o", 0.1f, 0.9f)
                .vector("text", "m", axis(EncoderModel.ENGLISH.dimension()))
                .vector("text", "n", axis(EncoderModel.ENGLISH.dimension()))
                .settings(EncoderModel.ENGLISH.settings(0))
                .publish(TestService.store(home), 0);
        service = TestService.start(address, home);
        post(event("ann", "click", "content_id", "a"));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void getReturnsTheSameResultAsPost() {
        assertThat(contents(service.get("/v1/users/ann/recall")))
                .isEqualTo(contents(recall("{\"user_id\":\"ann\"}")))
                .isNotEmpty();
        assertThat(contents(service.get(
                "/v1/users/ann/recall?size=4&scene=search&query=Winter%20coat&context_content_id=b%2F1+%C3%BC&min_seq=1")))
                .isEqualTo(contents(recall("{\"user_id\":\"ann\",\"size\":4,\"scene\":\"search\","
                        + "\"query\":\"Winter coat\",\"context_content_id\":\"b/1 ü\",\"min_seq\":1}")))
                .isNotEmpty();
    }

    @Test
    void aBatchReturnsOneResultPerRequestInOrder() {
        String requests = "{\"user_id\":\"ann\",\"size\":3},{\"user_id\":\"nobody\",\"size\":2}";

        JsonNode answers = json(service.post("/v1/recall/batch", "{\"requests\":[" + requests + "]}")).get("answers");

        assertThat(answers).hasSize(2);
        assertThat(answers.get(0).get("contents")).isEqualTo(contents(recall("{\"user_id\":\"ann\",\"size\":3}")));
        assertThat(answers.get(1).get("contents")).isEqualTo(contents(recall("{\"user_id\":\"nobody\",\"size\":2}")));
        assertThat(answers.get(0).get("request_id")).isNotEqualTo(answers.get(1).get("request_id"));
        assertThat(json(service.post("/v1/recall/batch", "{\"requests\":[]}")).get("answers")).isEmpty();
    }

    @Test
    void detailSelectsWhatTheResponseSaysAboutEachContent() {
        JsonNode ids = contents(recall("{\"user_id\":\"ann\",\"detail\":\"ids\"}"));
        JsonNode channels = contents(recall("{\"user_id\":\"ann\",\"detail\":\"channels\"}"));

        assertThat(ids).isNotEmpty().allSatisfy(content -> assertThat(content.fieldNames()).toIterable()
                .containsExactly("content_id", "score"));
        assertThat(ids.findValuesAsText("content_id")).isEqualTo(channels.findValuesAsText("content_id"));
        assertThat(channels).isEqualTo(contents(recall("{\"user_id\":\"ann\"}"))).allSatisfy(
                content -> assertThat(content.get("channels")).isNotEmpty());
        assertThat(contents(recall("{\"user_id\":\"ann\",\"detail\":\"reasons\"}"))).isEqualTo(
                contents(recall("{\"user_id\":\"ann\",\"explain\":true}"))).allSatisfy(
                        content -> assertThat(content.has("paths")).isTrue());
        assertThat(contents(service.get("/v1/users/ann/recall?detail=ids"))).isEqualTo(ids);
    }

    @Test
    void includedFactsStandBesideIdAndScore() {
        String include = "\"include\":[\"title\",\"category\",\"categories\",\"tags\",\"attributes\",\"author\","
                + "\"published_at\"]";
        String named = "{\"user_id\":\"nobody\",\"detail\":\"ids\",\"filter\":{\"must\":[{\"field\":\"content_id\","
                + "\"any\":[\"%s\"]}]},%s}";
        ObjectNode first = (ObjectNode) contents(recall(named.formatted("t", include))).get(0);
        assertThat(first.without("score").toString()).isEqualTo(
                "{\"content_id\":\"t\",\"title\":\"Gel nails\",\"category\":[\"Makeup\",\"Nails\"],"
                        + "\"categories\":[[\"Makeup\",\"Nails\"]],\"tags\":[\"gel\"],\"attributes\":{}}");
        assertThat(contents(recall(named.formatted("v", include))).get(0).get("author").textValue()).isEqualTo("ed");
        assertThat(contents(recall(named.formatted("x", include))).get(0).get("published_at").textValue())
                .isEqualTo("2026-06-01T11:59:59Z");
        service.post("/v1/contents", """
                [{"content_id":"inc","title":"Posted","category":["Wear","Shoes"],"tags":["run"],"author":"ed",
                "attributes":{"size":["9"],"brand":["OPI"]}}]""");
        JsonNode posted = contents(recall(named.formatted("inc", include.replace("attributes", "attributes.size"))))
                .get(0);
        assertThat(posted.get("title").textValue()).isEqualTo("Posted");
        assertThat(posted.get("category").toString()).isEqualTo("[\"Wear\",\"Shoes\"]");
        assertThat(posted.get("attributes").toString()).isEqualTo("{\"size\":[\"9\"]}");
        service.delete("/v1/contents/inc");
        assertThat(contents(service.get("/v1/contents/a/similar?include=title&size=1")).get(0).get("title").textValue())
                .isEqualTo("Next");
        assertThat(contents(service.get("/v1/users/ann/recall?include=title")).findValuesAsText("title"))
                .contains("Next");
        assertThat(service.get("/v1/contents/a/similar?include=titel").body()).contains("/include/0", "title");
    }

    @Test
    void descriptionsMediaAndFurtherFieldsAreReadFromTheGraph() {
        service.post("/v1/contents", """
                [{"content_id":"film","title":"Film","description":"A long story","category":["Films"],
                "media":{"cover":"a.jpg","frames":["1.jpg","2.jpg"]},
                "year":1999,"url":"http://a/b","genres":["x","y"],"some.field":"dot"},
                {"content_id":"short","category":["Films"]}]""");
        String filter = "\"filter\":{\"must\":[{\"field\":\"category\",\"any\":[\"Films\"]}]}";
        String body = "{\"user_id\":\"nobody\",\"detail\":\"ids\"," + filter + ",\"include\":[%s]}";

        assertThat(recalled(body.formatted("\"fields.year\",\"title\",\"description\",\"fields.some.field\""), "film"))
                .isEqualTo("{\"content_id\":\"film\",\"title\":\"Film\",\"description\":\"A long story\","
                        + "\"fields\":{\"some.field\":\"dot\",\"year\":1999}}");
        assertThat(recalled(body.formatted("\"fields\""), "film")).isEqualTo(
                "{\"content_id\":\"film\",\"fields\":{\"genres\":[\"x\",\"y\"],\"some.field\":\"dot\","
                        + "\"url\":\"http://a/b\",\"year\":1999}}");
        assertThat(recalled(body.formatted("\"fields\",\"description\""), "short"))
                .isEqualTo("{\"content_id\":\"short\",\"fields\":{}}");
        assertThat(recalled(body.formatted("\"media\""), "film")).isEqualTo(
                "{\"content_id\":\"film\",\"media\":{\"cover\":\"a.jpg\",\"frames\":[\"1.jpg\",\"2.jpg\"]}}");
        assertThat(recalled(body.formatted("\"media\""), "short"))
                .isEqualTo("{\"content_id\":\"short\",\"media\":{\"frames\":[]}}");
        assertThat(recalled(body.formatted("\"fields.nothing\""), "film"))
                .isEqualTo("{\"content_id\":\"film\",\"fields\":{}}");
        assertThat(json(service.get("/v1/contents?category=Films&include=description")).get("contents")
                .findValuesAsText("description")).containsExactly("A long story");
        service.post("/v1/contents",
                "[{\"content_id\":\"n\",\"description\":\"Near\",\"vectors\":{\"clip\":[0.9,0.1]}}]");
        assertThat(json(service.get("/v1/contents/m/similar?space=clip&include=description")).toString())
                .contains("\"Near\"");
        service.delete("/v1/contents/film");
        service.delete("/v1/contents/short");
    }

    /** Returns a content of a result, without its score. */
    private String recalled(String body, String content) {
        for (JsonNode found : contents(recall(body))) {
            if (found.get("content_id").textValue().equals(content)) {
                return ((ObjectNode) found).without("score").toString();
            }
        }
        throw new AssertionError("not recalled: " + content);
    }

    @Test
    void examplesDescribeWhatARecallLooksFor() {
        String i2i = "\"channels\":[{\"id\":\"i2i\"}]}";
        assertThat(ids(recall("{\"positive\":[\"a\",\"nowhere\"]," + i2i))).containsExactly("x", "y");
        assertThat(ids(recall("{\"positive\":[\"a\"],\"negative\":[\"g\"]," + i2i))).containsExactly("y");
        assertThat(ids(recall("{\"positive\":[\"a\"],\"negative\":[\"y\"]," + i2i))).containsExactly("x");
        assertThat(ids(recall("{\"user_id\":\"ann\",\"positive\":[\"b/1 ü\"]," + i2i))).containsExactlyInAnyOrder("x",
                "y",
                "z");
        assertThat(ids(recall("{\"user_id\":\"ann\",\"negative\":[\"a\"]," + i2i))).isEmpty();
        assertThat(ids(recall("{\"positive\":[\"t\"],\"channels\":[{\"id\":\"tag\"}]}"))).containsExactly("u");
        assertThat(ids(recall("{\"positive\":[\"t\"],\"negative\":[\"v\"],\"exclude_seen\":false}"))).contains("u", "p")
                .doesNotContain("t", "v");
    }

    @Test
    void aVectorIsATriggerInItsSpace() {
        JsonNode answer = recalled(
                "{\"vector\":{\"space\":\"clip\",\"values\":[3,0.1]},\"channels\":[{\"id\":\"v2v_clip\"}]}");
        assertThat(answer.get("contents").findValuesAsText("content_id")).startsWith("m", "n");
        assertThat(answer.at("/contents/0/channels/0/trigger").textValue()).isEqualTo("vector:clip");
        assertThat(ids(recall("{\"vector\":{\"space\":\"clip\",\"values\":[1,0]},\"channels\":[{\"id\":\"i2i\"}]}")))
                .isEmpty();
        assertThat(recalled(
                "{\"vector\":{\"space\":\"clip\",\"values\":[1,0]},\"negative\":[\"m\"],\"detail\":\"reasons\"}")
                .get("contents").findValuesAsText("content_id")).contains("n").doesNotContain("m");
    }

    @Test
    void similarContentsAreFoundByContentsTextOrVector() {
        assertThat(ids(similar("{\"content_id\":\"m\",\"space\":\"clip\"}"))).containsExactly("n", "o");
        assertThat(ids(similar("{\"positive\":[\"m\",\"o\"],\"space\":\"clip\"}"))).containsExactly("n");
        assertThat(ids(similar("{\"positive\":[\"n\"],\"negative\":[\"m\"],\"space\":\"clip\"}"))).containsExactly("o");
        JsonNode byVector = json(similar("{\"vector\":[0,2],\"space\":\"clip\",\"size\":2,\"include\":[\"tags\"]}"));
        assertThat(byVector.get("contents").findValuesAsText("content_id")).containsExactly("o", "n");
        assertThat(byVector.at("/contents/0/score").doubleValue()).isEqualTo(0.9 / Math.hypot(0.1, 0.9), within(1e-5));
        assertThat(byVector.at("/contents/0/tags")).isEmpty();
        assertThat(json(similar("{\"positive\":[\"a\",\"g\"]}")).get("contents").toString())
                .isEqualTo("[{\"content_id\":\"x\",\"score\":4.0},{\"content_id\":\"y\",\"score\":1.0}]");
        assertThat(ids(similar("{\"positive\":[\"a\"],\"negative\":[\"g\"]}"))).containsExactly("y");
        assertThat(ids(similar(
                "{\"positive\":[\"a\"],\"filter\":{\"must_not\":[{\"field\":\"content_id\",\"any\":[\"x\"]}]}}")))
                .containsExactly("y");
        JsonNode partly = json(similar("{\"positive\":[\"nowhere\",\"a\"],\"negative\":[\"gone\"],"
                + "\"filter\":{\"must_not\":[{\"field\":\"tag\",\"any\":[\"gel\",\"Gel\"]}]}}"));
        assertThat(partly.get("contents").findValuesAsText("content_id")).containsExactly("x", "y");
        assertThat(partly.get("unknown").toString()).isEqualTo("[{\"pointer\":\"/positive/0\",\"value\":\"nowhere\"},"
                + "{\"pointer\":\"/negative/0\",\"value\":\"gone\"},"
                + "{\"pointer\":\"/filter/must_not/0/any/1\",\"value\":\"Gel\"}]");
        assertThat(similar("{\"positive\":[\"nowhere\"]}").statusCode()).isEqualTo(404);
    }

    @Test
    void aShortListOfSimilarContentsHasAReason() {
        service.post("/v1/contents", "[{\"content_id\":\"fresh\",\"category\":[\"Makeup\",\"Nails\"]},"
                + "{\"content_id\":\"fresher\",\"category\":[\"Makeup\"]}]");
        JsonNode byCategory = json(service.get("/v1/contents/fresh/similar?space=attribute"));
        assertThat(byCategory.get("contents").findValuesAsText("content_id")).containsExactly("t", "fresher");
        assertThat(byCategory.at("/contents/0/score").floatValue()).isEqualTo(1, within(1e-5f));
        assertThat(byCategory.get("reason").textValue()).isEqualTo("no_more_neighbours");
        assertThat(reason("/v1/contents/fresh/similar")).isEqualTo("newer_than_generation");
        assertThat(reason("/v1/contents/fresh/similar?space=clip")).isEqualTo("no_vector");
        assertThat(reason("/v1/contents/z/similar")).isEqualTo("no_more_neighbours");
        assertThat(reason("/v1/contents/a/similar?filter=" + encoded(
                "{\"must\":[{\"field\":\"content_id\",\"any\":[\"y\"]}]}"))).isEqualTo("filtered");
        assertThat(json(service.get("/v1/contents/a/similar?size=2")).has("reason")).isFalse();
        service.delete("/v1/contents/fresh");
        service.delete("/v1/contents/fresher");
    }

    private String reason(String path) {
        return json(service.get(path)).get("reason").textValue();
    }

    @Test
    void aPostedContentIsComparedOnTheScaleOfTheOthers() {
        service.post("/v1/contents", "[{\"content_id\":\"l\",\"vectors\":{\"clip\":[1,0.9]}}]");

        JsonNode between = json(similar("{\"positive\":[\"m\",\"o\"],\"space\":\"clip\"}"));
        assertThat(between.get("contents").findValuesAsText("content_id")).containsExactly("l", "n");
        assertThat(between.at("/contents/0/score").doubleValue()).isCloseTo(1, within(0.01));
        JsonNode away = json(similar("{\"positive\":[\"o\"],\"negative\":[\"m\"],\"space\":\"clip\"}"));
        assertThat(away.at("/contents/0/score").doubleValue()).isLessThan(0.5);
        service.delete("/v1/contents/l");
    }

    @Test
    void aSearchWithTooManyOrTooLongNamesEndsAtOnce() {
        String names = String.join(",", Collections.nCopies(101, "\"title\""));
        assertThat(recall("{\"user_id\":\"u\",\"include\":[" + names + "]}").body())
                .contains("/include", "has 101 entries");
        assertThat(filtered("{\"must\":[{\"field\":\"" + "a".repeat(1_000_000) + "\",\"any\":[\"b\"]}]}").body())
                .contains("/filter/must/0/field", "is too long").hasSizeLessThan(1_000);
    }

    @Test
    void valuesThatLookLikeRangesAreIncluded() {
        service.post("/v1/contents", "[{\"content_id\":\"sock\",\"attributes\":{\"size\":[\"36..40\"]}}]");
        JsonNode found = recalled("{\"user_id\":\"u\",\"include\":[\"attributes\"],\"filter\":{\"must\":[{\"field\":"
                + "\"attribute.size\",\"any\":[\"36..40\"]}]}}");
        assertThat(found.at("/contents/0/attributes/size/0").textValue()).isEqualTo("36..40");
        service.delete("/v1/contents/sock");
    }

    @Test
    void theErrorOfAChannelNamesItsPlaceInTheRequest() {
        assertThat(json(recall("{\"user_id\":\"u\",\"channels\":[{},{\"id\":\"nope\"}]}")).get("errors")
                .findValuesAsText("pointer")).containsExactly("/channels/0/id");
    }

    @Test
    void aTextIsComparedWithContentsByTheEncoderOfTheGeneration() {
        service.post("/v1/contents", "[{\"content_id\":\"cat\",\"title\":\"a small cat\"},"
                + "{\"content_id\":\"bank\",\"title\":\"the interest rate of the central bank\"}]");
        assertThat(ids(similar("{\"text\":\"a little kitten\",\"size\":1}"))).containsExactly("cat");
        assertThat(ids(similar("{\"text\":\"loans\",\"negative\":[\"cat\"],\"size\":1}"))).containsExactly("bank");
        service.delete("/v1/contents/cat");
        service.delete("/v1/contents/bank");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                    | ``          | expected one of content_id, positive, text, picture and vector
            {"content_id":"a","text":"b"}                         | ``          | expected one of content_id, positive, text, picture and vector
            {"content_id":"a","space":"clap"}                     | /space      | expected one of attribute, clip, i2i, text
            {"text":"b","space":"clip"}                           | /space      | texts are compared in the space text
            {"vector":[1,2,3],"space":"clip"}                     | /vector     | has 3 numbers, expected 2: the spaces are clip (2 numbers), text (384 numbers)
            {"vector":[1,2]}                                      | /space      | is 'i2i', expected one of clip (2 numbers)
            {"vector":[0,0],"space":"clip"}                       | /vector     | has no direction
            {"positive":["a",null]}                               | /positive/1 | is null
            {"text":" "}                                          | /text       | is blank
            {"content_id":"a","size":0}                           | /size       | between 1 and 1000
            {"content_id":"a","filter":{"must":[{"field":"relation","any":["follows"]}]}} | /filter/must/0/field | is unknown
            """)
    void anInvalidSearchForSimilarContentsIsReported(String body, String pointer, String detail) {
        JsonNode error = json(similar(body)).get("errors").get(0);
        assertThat(error.get("pointer").textValue()).isEqualTo(pointer);
        assertThat(error.get("detail").textValue()).contains(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quota", "snake", "rrf", "weighted"})
    void pagesAreConsecutivePartsOfOneList(String blend) {
        String request = "{\"user_id\":\"ann\",\"blend\":\"" + blend + "\",\"offset\":%d,\"size\":%d}";
        List<String> all = ids(recall(request.formatted(0, 1000)));
        List<String> paged = new ArrayList<>();
        for (int offset = 0; offset < all.size() + 3; offset += 3) {
            List<String> page = ids(recall(request.formatted(offset, 3)));
            assertThat(page).hasSize(Math.clamp(all.size() - offset, 0, 3));
            paged.addAll(page);
        }
        assertThat(paged).isEqualTo(all).doesNotHaveDuplicates().hasSizeGreaterThan(6);
        assertThat(ids(service.get("/v1/users/ann/recall?offset=990"))).isEmpty();
    }

    @Test
    void aClickBetweenPagesRemovesTheContentFromTheNextPages() {
        post(event("pager", "click", "content_id", "a"));
        String page = "{\"user_id\":\"pager\",\"offset\":%d,\"size\":2}";
        List<String> first = ids(recall(page.formatted(0)));
        post(event("pager", "click", "content_id", first.getFirst()));
        List<String> rest = ids(recall("{\"user_id\":\"pager\",\"offset\":0,\"size\":1000}"));
        assertThat(rest).doesNotContain(first.getFirst(), "a");
        assertThat(ids(recall(page.formatted(2)))).isEqualTo(rest.subList(2, 4));
    }

    @Test
    void contentsAreListedPageByPage() {
        service.post("/v1/contents",
                "[{\"content_id\":\"l1\",\"title\":\"L\",\"category\":[\"Lists\",\"Sub\"],\"published_at\":"
                        + (SmallWorld.NOW - 500) + "},{\"content_id\":\"l2\",\"category\":[\"Lists\"],\"published_at\":"
                        + (SmallWorld.NOW - 2000) + "}]");
        service.post("/v1/contents", "[{\"content_id\":\"l0\"}]");
        assertThat(ids(service.get("/v1/contents?limit=2"))).containsExactly("p", "q");
        assertThat(ids(service.get("/v1/contents?sort=latest"))).containsExactly("l1", "x", "l2");
        assertThat(json(service.get("/v1/contents?category=Lists&include=title")).get("contents").toString())
                .isEqualTo("[{\"content_id\":\"l1\",\"title\":\"L\"},{\"content_id\":\"l2\"}]");
        List<String> all = ids(service.get("/v1/contents"));
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            HttpResponse<String> page = service.get("/v1/contents?limit=3" + cursor);
            paged.addAll(ids(page));
            cursor = json(page).has("cursor") ? "&cursor=" + json(page).get("cursor").textValue() : "";
        } while (!cursor.isEmpty());
        assertThat(paged).isEqualTo(all).doesNotHaveDuplicates().hasSizeGreaterThan(10)
                .as("new contents in the order of their ids").endsWith("l0", "l1", "l2");
        String next = json(service.get("/v1/contents?sort=latest&limit=1")).get("cursor").textValue();
        assertThat(ids(service.get("/v1/contents?sort=latest&limit=1&cursor=" + next))).containsExactly("x");
        assertThat(service.get("/v1/contents?cursor=" + next).body()).contains("/cursor",
                "another sort, category, filter or scene");
        assertThat(ids(service.get("/v1/contents?filter=" + encoded(
                "{\"must\":[{\"field\":\"tag\",\"any\":[\"gel\"]}],\"must_not\":[{\"field\":\"tag\",\"any\":[\"matte\"]}]}"))))
                .containsExactly("t");
        String longList = "/v1/contents?limit=1&filter=" + encoded("{\"must_not\":[{\"field\":\"author\",\"any\":[\""
                + "x".repeat(8000) + "\"]}]}");
        assertThat(ids(service.get(longList + "&cursor=" + json(service.get(longList)).get("cursor").textValue())))
                .containsExactly("q");
        assertThat(service.get("/v1/contents?filter=" + encoded("{\"must\":[{\"feld\":1}]}")).body())
                .contains("/filter/must/0/feld", "is unknown");
        assertThat(service.get("/v1/contents?filter=" + encoded(
                "{\"must\":[{\"field\":\"relation\",\"any\":[\"follows\"]}]}")).body())
                .contains("/filter/must/0/field");
        String foreign = new KeyCursor("20250101T000000Z-old popular ", "1 2 ").text();
        assertThat(service.get("/v1/contents?cursor=" + foreign).body()).contains("/cursor", "another generation");
        assertThat(service.get("/v1/contents?cursor=x1").body()).contains("/cursor", "expected a cursor");
        assertThat(service.get("/v1/contents?sort=best").body()).contains("/sort", "popular, latest");
        List.of("l0", "l1", "l2").forEach(content -> service.delete("/v1/contents/" + content));
    }

    private HttpResponse<String> similar(String body) {
        return service.post("/v1/similar", body);
    }

    private static float[] axis(int dimension) {
        float[] axis = new float[dimension];
        axis[0] = 1;
        return axis;
    }

    @Test
    void anInvalidRequestFailsItsBatch() {
        HttpResponse<String> answer = service.post(
                "/v1/recall/batch", "{\"requests\":[{\"user_id\":\"ann\"},{\"user_id\":\"bob\",\"size\":0},null]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("errors").findValuesAsText("pointer"))
                .containsExactly("/requests/1/size", "/requests/2");
        assertThat(service.post("/v1/recall/batch", "{}").body()).contains("/requests", "is missing");
    }

    @Test
    void similarContentsComeFromBothTables() {
        JsonNode i2i = json(service.get("/v1/contents/a/similar"));
        assertThat(i2i.get("space").textValue()).isEqualTo("i2i");
        assertThat(i2i.get("contents").findValuesAsText("content_id")).containsExactly("x", "y");
        assertThat(i2i.get("contents").get(0).get("score").floatValue()).isEqualTo(2);

        assertThat(ids(service.get("/v1/contents/a/similar?space=attribute&size=1"))).containsExactly("s");
        assertThat(ids(service.get("/v1/contents/" + encoded("b/1 ü") + "/similar"))).containsExactly("z");
        assertThat(ids(service.get("/v1/contents/z/similar"))).isEmpty();
        assertThat(service.get("/v1/contents/nowhere/similar").statusCode()).isEqualTo(404);
        assertThat(service.get("/v1/contents/a/similar?space=clap").body()).contains("/space", "attribute, clip, i2i");
    }

    @Test
    void anEmbeddingSpaceOfTheDataSetHasAChannelAndNeighbours() {
        assertThat(ids(service.get("/v1/contents/m/similar?space=clip"))).containsExactly("n", "o");
        assertThat(ids(service.get("/v1/contents/m/similar?space=clip&size=1"))).containsExactly("n");
        assertThat(ids(service.get("/v1/contents/a/similar?space=clip"))).isEmpty();

        post(event("looker", "click", "content_id", "m"));
        JsonNode answer = recalled("{\"user_id\":\"looker\",\"size\":1}");
        assertThat(answer.get("contents").findValuesAsText("content_id")).containsExactly("n");
        assertThat(channels(answer.get("contents").get(0))).contains("v2v_clip", "cluster");
        assertThat(channels(recalled("{\"user_id\":\"looker\",\"channels\":[{\"id\":\"v2v_clip\"}]}")
                .get("contents").get(0))).containsExactly("v2v_clip");
    }

    @Test
    void purchasesAloneRecallContentsByTheTagsOfTheItems() {
        post(event("shopper", "purchase", "item_id", "polish"));

        JsonNode answer = recalled("{\"user_id\":\"shopper\",\"size\":2}");

        assertThat(answer.get("contents").findValuesAsText("content_id")).containsExactlyInAnyOrder("t", "u");
        assertThat(channels(answer.get("contents").get(0))).contains("tag");
    }

    @Test
    void searchesAloneRecallContentsByQueryClickThrough() {
        post(event("seeker", "search", "query", "Winter  COAT"));

        JsonNode answer = recalled("{\"user_id\":\"seeker\",\"size\":1}");

        assertThat(answer.get("contents").findValuesAsText("content_id")).containsExactly("w");
        JsonNode channel = answer.get("contents").get(0).get("channels").get(0);
        assertThat(channel.get("id").textValue()).isEqualTo("query2v");
        assertThat(channel.get("trigger").textValue()).isEqualTo("query:winter coat");
    }

    @Test
    void coverageReportsValuesThatNoContentHas() {
        JsonNode coverage = recalled("""
                {"events":[{"action":"click","content_id":"elsewhere","timestamp":1}],"context_content_id":"gone",
                "positive":["a","nowhere"],"unknown":"report","include":["title","title","attributes.colour"],
                "filter":{"must_not":[{"field":"tag","any":["gel","Gel"]},{"field":"attribute.colour","gte":1}]}}""")
                .get("coverage");
        assertThat(coverage.get("unknown")).extracting(
                value -> value.get("pointer").textValue() + " " + value.get("value").textValue()).containsExactly(
                        "/filter/must_not/0/any/1 Gel", "/filter/must_not/1/field attribute.colour",
                        "/context_content_id gone", "/positive/1 nowhere", "/events/0/content_id elsewhere",
                        "/include/2 attributes.colour");
        assertThat(coverage.get("user").textValue()).isEqualTo("visitor");
        JsonNode known = recalled("{\"user_id\":\"ann\",\"size\":2,\"offset\":1}").get("coverage");
        assertThat(known.get("unknown")).isEmpty();
        assertThat(known.get("user").textValue()).isEqualTo("known");
        assertThat(known.get("available").intValue()).isGreaterThan(known.get("returned").intValue());
        assertThat(recalled("{\"user_id\":\"stranger\"}").at("/coverage/user").textValue()).isEqualTo("new");
        assertThat(service.post("/v1/recall/batch", """
                {"requests":[{"user_id":"u"},{"user_id":"u","unknown":"refuse","context_content_id":"gone"}]}"""))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(400))
                .satisfies(answer -> assertThat(answer.body()).contains("/requests/1/context_content_id"));
    }

    @Test
    void coverageSaysWhatAQueryNamesAndASearchFindsNothingElse() {
        post(event("reader", "click", "content_id", "t"));

        JsonNode found = recalled("{\"user_id\":\"reader\",\"query\":\"Gel  Nails\",\"scene\":\"search\"}");

        assertThat(found.get("contents").findValuesAsText("content_id")).contains("t", "u").doesNotContain("p", "q");
        JsonNode query = found.at("/coverage/query");
        assertThat(query.get("text").textValue()).isEqualTo("gel nails");
        assertThat(query.get("named").toString()).isEqualTo("[{\"field\":\"tag\",\"value\":\"gel\"}]");
        assertThat(query.get("matched").intValue()).isEqualTo(2);
        assertThat(query.get("by_meaning").intValue()).isEqualTo(found.get("contents").size() - 2);
        assertThat(query.has("reason")).isFalse();
        JsonNode unknown = recalled("{\"user_id\":\"reader\",\"query\":\"qwrtzx vbnmk\",\"scene\":\"search\"}")
                .get("coverage");
        assertThat(unknown.at("/query/matched").intValue()).isZero();
        assertThat(unknown.at("/query/reason").textValue()).startsWith("no word of the query is known");
        assertThat(unknown.get("channels")).filteredOn(channel -> channel.get("id").textValue().equals("query2v"))
                .extracting(channel -> channel.get("reason").textValue())
                .containsExactly("no word of the searches is known");
        assertThat(ids(recall("{\"query\":\"gel nails\",\"scene\":\"search\",\"match_query\":false}"))).contains("p");
        assertThat(ids(service.get("/v1/users/reader/recall?query=gel+nails&scene=search&match_query=false")))
                .contains("p");
        assertThat(explain("\"user_id\":\"reader\",\"content_id\":\"p\",\"query\":\"gel nails\",\"match_query\":true,"
                + "\"unknown\":\"report\"").get("excluded_by").findValuesAsText("reason"))
                .containsExactly("match_query");
    }

    @Test
    void aSearchNeedsNoUserAndIsExplained() {
        assertThat(recalled("{\"query\":\"winter coat\",\"scene\":\"search\",\"size\":1}").get("contents")
                .findValuesAsText("content_id")).containsExactly("w");
        assertThat(json(service.post("/v1/explain", """
                {"user_id":"nobody","content_id":"w","scene":"search","query":"winter coat"}""")).get("channels"))
                .anySatisfy(channel -> {
                    assertThat(channel.get("id").textValue()).isEqualTo("query2v");
                    assertThat(channel.get("outcome").textValue()).isEqualTo("recalled");
                });
    }

    @Test
    void anExplanationIsThatOfTheRequest() {
        String request = """
                "events":[],"context_content_id":"a","size":2,"filter":{"must_not":[{"field":"author","any":["ed"]}]}""";
        List<String> recalled = contents(recall("{" + request + "}")).findValuesAsText("content_id");
        List<String> counted = channelMetrics();
        for (String content : recalled) {
            JsonNode explanation = explain("\"content_id\":\"" + content + "\"," + request);
            assertThat(explanation.get("rank").intValue()).isEqualTo(recalled.indexOf(content) + 1);
            assertThat(explanation.get("size").intValue()).isEqualTo(2);
            assertThat(explanation.get("cold_start").booleanValue()).isTrue();
            assertThat(explanation.get("excluded_by")).isEmpty();
        }
        assertThat(channelMetrics()).as("counts recalls only").isEqualTo(counted);
        assertThat(explain("\"content_id\":\"v\"," + request).get("excluded_by").toString()).isEqualTo("""
                [{"reason":"clause","pointer":"/filter/must_not/0","detail":"it has author ed"}]""");
        assertThat(explain("\"content_id\":\"a\",\"user_id\":\"ann\"").get("excluded_by").toString())
                .isEqualTo("[{\"reason\":\"seen\",\"detail\":\"the user has seen it\"}]");
        assertThat(explain("\"content_id\":\"a\",\"user_id\":\"ann\",\"exclude_seen\":false").get("excluded_by"))
                .isEmpty();
    }

    private List<String> channelMetrics() {
        return service.get("/metrics").body().lines().filter(line -> line.startsWith("graphrecall_channel_")).toList();
    }

    @Test
    void aContentOfTheGraphAloneIsExplained() {
        post(event("bea", "click", "content_id", "mentioned"));
        JsonNode mentioned = explain("\"user_id\":\"ann\",\"content_id\":\"mentioned\"");
        assertThat(mentioned.get("recalled").booleanValue()).isFalse();
        assertThat(mentioned.get("channels")).isEmpty();
        assertThat(mentioned.get("excluded_by").findValuesAsText("reason")).containsExactly("undescribed");
        service.graph().write(tx -> tx.execute(new CypherStatement(
                "test/delete", "MATCH (c:Content {content_id: 'mentioned'}) SET c.status = 'deleted'"), Map.of()));
        assertThat(explain("\"user_id\":\"ann\",\"content_id\":\"mentioned\"").get("excluded_by")
                .findValuesAsText("reason")).containsExactly("withdrawn");
    }

    private JsonNode explain(String fields) {
        HttpResponse<String> answer = service.post("/v1/explain", "{" + fields + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    @Test
    void invalidFieldsOfAnExplanationAreReportedTogether() {
        assertThat(json(service.post("/v1/explain", "{\"size\":0}")).get("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/content_id", "/user_id", "/size");
        assertThat(json(service.post("/v1/explain", "{\"content_id\":\"a\",\"user\":\"ann\"}")).get("errors")
                .findValuesAsText("pointer")).containsExactly("/user");
    }

    @Test
    void theWaitForASequenceNumberCountsForTheTimeout() {
        long began = System.nanoTime();
        assertThat(recall("{\"user_id\":\"ann\",\"timeout_ms\":20,\"min_seq\":999999999}").statusCode())
                .isEqualTo(409);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(900));
        assertThat(recall(
                "{\"user_id\":\"ann\",\"timeout_ms\":20,\"min_seq\":999999999,\"include\":[\"attributes.later\"]}")
                .statusCode()).as("an attribute that the awaited records may have").isEqualTo(409);
    }

    @Test
    void blockedAuthorsAndMutedTagsAreFiltered() {
        new GraphWriter(service.graph()).writeUsers(List.of(
                new User(new UserId("picky"), Map.of(), List.of(), List.of(new UserId("ed")),
                        List.of(new TagName("matte")))));
        post(event("picky", "click", "content_id", "t"));

        assertThat(service.recall("nobody")).contains("u", "v");
        assertThat(service.recall("picky")).doesNotContain("u", "v").contains("p", "q");
        String path = "/v1/contents/l/similar?space=attribute";
        service.post("/v1/contents", "[{\"content_id\":\"l\",\"attributes\":{\"brand\":[\"OPI\"]}}]");
        assertThat(ids(service.get(path))).containsExactly("u");
        assertThat(ids(service.get(path + "&user_id=picky"))).isEmpty();
        service.delete("/v1/contents/l");
    }

    @Test
    void aFilterCanRequireFollowedAuthors() {
        new GraphWriter(service.graph()).writeUsers(List.of(
                new User(new UserId("fan"), Map.of(), List.of(new UserId("ed")), List.of(), List.of())));
        post(event("fan", "click", "content_id", "t"));
        String follows = "\"filter\":{\"must\":[{\"field\":\"relation\",\"any\":[\"follows\"]}]}}";

        assertThat(ids(recall("{\"user_id\":\"fan\"," + follows))).containsExactly("v");
        assertThat(ids(recall("{\"user_id\":\"ann\"," + follows))).isEmpty();
    }

    @Test
    void excludedSeenAndContextContentsAreLeftOut() {
        assertThat(service.recall("ann")).contains("x").doesNotContain("a");
        assertThat(ids(recall("{\"user_id\":\"ann\",\"exclude_seen\":false}"))).contains("a");
        assertThat(ids(service.get("/v1/users/ann/recall?exclude_seen=false&timeout_ms=60000"))).contains("a");
        assertThat(ids(recall("{\"user_id\":\"ann\",\"exclude_ids\":[\"x\",\"nowhere\"]}"))).doesNotContain("x");
        assertThat(ids(recall("{\"context_content_id\":\"b/1 ü\"}"))).as("a visitor").startsWith("z")
                .doesNotContain("b/1 ü");
        List<String> beside = ids(recall("{\"user_id\":\"ann\",\"context_content_id\":\"b/1 ü\"}"));
        assertThat(beside).doesNotContain("b/1 ü");
        assertThat(beside.subList(0, 2)).as("the open content counts as much as the history")
                .containsExactlyInAnyOrder("x", "z");
    }

    @Test
    void everyContentSatisfiesTheFilter() {
        assertThat(ids(filtered("{\"must\":[{\"field\":\"category\",\"any\":[\"Nails\"]}]}"))).containsExactly("t");
        assertThat(ids(filtered("{\"must\":[{\"field\":\"tag\",\"any\":[\"gel\"]}],"
                + "\"must_not\":[{\"field\":\"attribute.brand\",\"any\":[\"OPI\"]}]}"))).containsExactly("t");
        assertThat(ids(filtered("{\"must\":[{\"field\":\"author\",\"any\":[\"ed\"]}]}"))).containsExactly("v");
        assertThat(ids(filtered("{\"must\":[{\"field\":\"published_at\",\"gte\":\"2026-06-01\",\"lt\":"
                + SmallWorld.NOW + "}]}"))).containsExactly("x");
        assertThat(ids(filtered("{\"must\":[{\"field\":\"content_id\",\"any\":[\"q\",\"p\"]}]}")))
                .containsExactly("p", "q");
        assertThat(ids(filtered("{\"must\":[{\"field\":\"category\",\"prefix\":\"Makeup\"}]}"))).containsExactly("t");
        assertThat(ids(filtered("{\"must\":[{\"field\":\"category\",\"prefix\":\"Nails\"}]}"))).isEmpty();
        assertThat(ids(filtered("{\"must\":[{\"field\":\"tag\",\"all\":[\"gel\",\"matte\"]}]}"))).containsExactly("u");
        assertThat(ids(filtered("{\"should\":[{\"field\":\"author\",\"any\":[\"ed\"]},"
                + "{\"must\":[{\"field\":\"tag\",\"any\":[\"gel\"]}],\"must_not\":[{\"field\":\"tag\",\"any\":[\"matte\"]}]}]}")))
                .containsExactlyInAnyOrder("t", "v");
        assertThat(ids(service.get("/v1/contents/a/similar?filter=" + encoded(
                "{\"must\":[{\"field\":\"content_id\",\"any\":[\"y\"]}]}")))).containsExactly("y");
        assertThat(service.get("/v1/contents/a/similar?filter=" + encoded("{\"must\":[{\"feld\":1}]}")).body())
                .contains("/filter/must/0/feld", "is unknown");
    }

    @Test
    void limitsKeepAValueFromTakingTheList() {
        String request = "{\"user_id\":\"ann\",\"unknown\":\"report\",\"filter\":{\"must\":[{\"field\":\"tag\","
                + "\"any\":[\"gel\",\"car\"]}]}%s}";
        assertThat(ids(recall(request.formatted("")))).containsExactlyInAnyOrder("t", "u", "v");
        JsonNode limited = json(recall(request.formatted(
                ",\"limits\":[{\"field\":\"tag\",\"max\":1},{\"field\":\"attribute.colour\",\"max\":1}]")));
        assertThat(limited.get("contents").findValuesAsText("content_id")).hasSize(2).contains("v");
        assertThat(limited.at("/coverage/unknown").toString())
                .isEqualTo("[{\"pointer\":\"/limits/1/field\",\"value\":\"attribute.colour\"}]");
        assertThat(service.get("/v1/scenes").body()).contains("\"limits\":[]");
    }

    @Test
    void onlyRequestedChannelsRun() {
        JsonNode answer = recalled(
                "{\"user_id\":\"ann\",\"size\":3,\"channels\":[{\"id\":\"popular\",\"quota\":1},{\"id\":\"i2i\"}]}");

        assertThat(answer.get("coverage").get("channels").findValuesAsText("id")).containsExactly("popular", "i2i");
        assertThat(answer.get("contents").findValuesAsText("content_id")).containsExactlyInAnyOrder("p", "x", "y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"quota", "snake", "rrf", "weighted"})
    void coverageAddsUpWhateverTheBlend(String blend) {
        JsonNode answer = recalled("{\"user_id\":\"ann\",\"size\":5,\"blend\":\"" + blend + "\"}");

        JsonNode coverage = answer.get("coverage");
        assertThat(coverage.get("requested").intValue()).isEqualTo(5);
        assertThat(coverage.get("returned").intValue()).isEqualTo(5);
        assertThat(coverage.get("degraded").booleanValue()).isFalse();
        int kept = 0;
        for (JsonNode channel : coverage.get("channels")) {
            JsonNode dropped = channel.get("dropped");
            kept += channel.get("kept").intValue();
            assertThat(channel.get("kept").intValue() + dropped.get("duplicate").intValue()
                    + dropped.get("quota").intValue()).as(channel.toString())
                    .isEqualTo(channel.get("returned").intValue());
        }
        assertThat(kept).isEqualTo(5);
        assertThat(answer.get("contents").findValuesAsText("content_id")).doesNotHaveDuplicates();
    }

    @Test
    void aVisitorIsDescribedByTheEventsOfTheRequest() {
        String click = "{\"action\":\"click\",\"content_id\":\"a\",\"timestamp\":" + (SmallWorld.NOW - 1000) + "}";

        assertThat(ids(recall("{\"events\":[" + click + "]}"))).startsWith("x").doesNotContain("a");
        assertThat(ids(recall("{\"events\":[]}"))).contains("p");
    }

    @Test
    void aUserHasInterestsAndRecentEvents() {
        post(event("teller", "purchase", "item_id", "polish"));
        post(event("teller", "like", "content_id", "t"));

        JsonNode user = json(service.get("/v1/users/teller"));

        assertThat(user.get("tags").findValuesAsText("tag")).contains("gel");
        assertThat(user.get("categories").get(0).get("category")).map(JsonNode::textValue).startsWith("Makeup");
        assertThat(user.get("recent").findValuesAsText("action")).containsExactlyInAnyOrder("purchase", "like");
        assertThat(user.get("seq").longValue()).isPositive();
        assertThat(service.get("/v1/users/nobody").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                              | /user_id                | expected either user_id or events
            {"user_id":"u","events":[]}                                     | /user_id                | expected either user_id or events
            {"user_id":""}                                                  | /user_id                | blank
            {"user_id":7.5}                                                 | /user_id                | wrong type: expected a string
            {"user_id":"u","nonsense":1}                                    | /nonsense               | is unknown
            {"user":"u"}                                                    | /user                   | is unknown, did you mean user_id?
            {"user_id":"u","size":0}                                        | /size                   | between 1 and 1000
            {"user_id":"u","size":-5,"channels":[{"id":"v2v_clip"}]}           | /size                   | between 1 and 1000
            {"user_id":"u","size":1001}                                     | /size                   | between 1 and 1000
            {"user_id":"u","size":1.5}                                      | /size                   | wrong type
            {"user_id":"u","size":"10"}                                     | /size                   | wrong type: expected an integer
            {"user_id":"u","size":99999999999}                              | /size                   | wrong type
            {"user_id":"u","scene":"cinema"}                                | /scene                  | expected one of detail, feed, search
            {"user_id":"u","context_content_id":" "}                        | /context_content_id     | blank
            {"user_id":"u","query":" "}                                     | /query                  | blank
            {"user_id":"u","channels":[]}                                   | /channels               | has 0 entries, expected 1 to 100
            {"user_id":"u","channels":[{"quota":1}]}                        | /channels/0/id          | is missing
            {"user_id":"u","filter":{"must":[{"field":"published_at","lt":"+999999999-12-31T23:59:59Z"}]}} | /filter/must/0/lt | is outside the years 1 to 9999
            {"user_id":"u","channels":[{"id":"nope"}]}                      | /channels/0/id          | is 'nope', expected one of
            {"user_id":"u","channels":[{"id":"i2i"},{"id":"i2i"}]}          | /channels/1/id          | is given twice
            {"user_id":"u","channels":[{"id":"i2i","quota":-1}]}            | /channels/0/quota       | between 0 and 1000
            {"user_id":"u","channels":[{"id":"i2i","quota":2,"min":3}]}     | /channels/0/min         | expected at most the quota 2
            {"user_id":"u","channels":[{"id":"i2i","weight":-1}]}           | /channels/0/weight      | between 0 and 1000
            {"user_id":"u","channels":[{"id":"i2i","colour":3}]}            | /channels/0/colour      | is unknown
            {"user_id":"u","filter":[]}                                     | /filter                 | wrong type: expected an object
            {"user_id":"u","filter":{"must":[{"any":["a"]}]}}               | /filter/must/0/field    | is missing
            {"user_id":"u","filter":{"must":[{"field":"colour","any":["a"]}]}} | /filter/must/0/field | is 'colour', which is unknown, expected one of
            {"user_id":"u","filter":{"must":[{"field":"categroy","any":["a"]}]}} | /filter/must/0/field | expected one of category,
            {"user_id":"u","filter":{"must":[{"field":"tag","any":["a"]},{"field":"attribute.bradn","any":["OPI"]}]}} | /filter/must/1/field | is 'attribute.bradn', which no content has, expected one of attribute.brand
            {"user_id":"u","filter":{"must":[{"field":"tag","any":[]}]}}    | /filter/must/0          | non-empty 'any'
            {"user_id":"u","filter":{"must_not":[{"field":"tag","any":[null]}]}} | /filter/must_not/0/any/0 | is null
            {"user_id":"u","filter":{"must_not":[{"field":"published_at","gte":"soon"}]}} | /filter/must_not/0/gte | is not an ISO-8601 time
            {"user_id":"u","filter":{"must":[{"field":"attribute.brand","gt":"2"}]}} | /filter/must/0/gt   | expected a number
            {"user_id":"u","filter":{"must":[{"field":"published_at","gt":1,"gte":2}]}} | /filter/must/0   | not both
            {"user_id":"u","filter":{"must":[{"field":"tag","any":["a"],"should":[]}]}} | /filter/must/0   | both a field and must
            {"user_id":"u","filter":{"must":[{"must":[{"must":[{"must":[{"must":[{"must":[]}]}]}]}]}]}} | /filter/must/0/must/0/must/0/must/0/must/0 | deeper than 5 levels
            {"user_id":"u","filter":{"must_not":[{"must":[],"should":[]}]}} | /filter/must_not/0    | has no clause in must, should and must_not
            {"user_id":"u","filter":{"must_not":[{"field":"attribute.brand","any":[" "]}]}} | /filter/must_not/0 | attribute value is blank
            {"user_id":"u","unknown":"ignore"}                              | /unknown                | expected one of report, refuse
            {"user_id":"u","unknown":"refuse","filter":{"must_not":[{"field":"tag","any":["gel","18+ "]}]}} | /filter/must_not/0/any/1 | is '18+ ', which no content has
            {"user_id":"u","unknown":"refuse","filter":{"must":[{"field":"attribute.colour","any":["red"]}]}} | /filter/must/0/field | which no content has, expected one of
            {"user_id":"u","limits":[{"field":"title","max":1}]}            | /limits/0               | expected author, category, tag or attribute.NAME
            {"user_id":"u","limits":[{"field":"author","level":1,"max":1}]} | /limits/0               | which only category has
            {"user_id":"u","limits":[{"field":"author","max":1001}]}        | /limits/0/max           | between 1 and 1000
            {"user_id":"u","limits":[{"field":"author"}]}                   | /limits/0               | lacks field or max
            {"user_id":"u","limits":[{"field":"attribute.bradn","max":1}]}  | /limits/0/field         | which no content has, expected one of attribute.brand
            {"user_id":"u","exclude_ids":"c1"}                              | /exclude_ids            | wrong type: expected an array
            {"user_id":"u","exclude_ids":[null]}                            | /exclude_ids/0          | is null
            {"user_id":"u","exclude_seen":"no"}                             | /exclude_seen           | wrong type
            {"user_id":"u","blend":"soup"}                                  | /blend                  | expected one of quota, snake, rrf, weighted, learned
            {"user_id":"u","timeout_ms":0}                                  | /timeout_ms             | between 1 and 60000
            {"user_id":"u","explains":true}                                 | /explains               | is unknown
            {"user_id":"u","detail":"much"}                                 | /detail                 | expected one of ids, channels, reasons
            {"user_id":"u","detail":"ids","explain":true}                   | /detail                 | explain asks for reasons
            {"user_id":"u","include":["title","titel"]}                     | /include/1              | is 'titel', which is unknown, expected one of title
            {"user_id":"u","include":["attributes.bradn"]}                  | /include/0              | which no content has, expected one of attributes.brand
            {"user_id":"u","include":[null]}                                | /include/0              | is 'null'
            {"user_id":"u","offset":1000}                                   | /offset                 | between 0 and 999
            {"negative":["a"]}                                              | /user_id                | with positive, vector, query or context_content_id, both may be
            {"positive":[""]}                                               | /positive/0             | blank
            {"vector":{"values":[1,0]}}                                     | /vector/space           | is missing, expected one of clip (2 numbers), text (384 numbers)
            {"vector":{"space":"clap","values":[1]}}                        | /vector/space           | is 'clap', expected one of clip (2 numbers)
            {"vector":{"space":"clip","values":[1]}}                        | /vector/values          | has 1 numbers, expected 2: the spaces are clip (2 numbers)
            {"vector":{"space":"clip","values":[1,"b"]}}                    | /vector/values/1        | wrong type
            {"user_id":"u","min_seq":-1}                                    | /min_seq                | is -1, expected an integer of at least 0
            {"events":[{"action":"click","content_id":"a"}]}                | /events/0/timestamp     | is missing
            {"events":[{"action":"hug","content_id":"a","timestamp":1}]}    | /events/0/action        | one of impression, click
            {"user_id":"u","user_id":"v"}                                   | ``                      | Duplicate field 'user_id'
            {"user_id":"u"                                                  | ``                      | is not JSON
            [1]                                                             | ``                      | wrong type
            null                                                            | ``                      | expected an object
            {"user_id":"u"} {}                                              | ``                      | is not JSON
            """)
    void anInvalidFieldIsReportedWithItsPointer(String body, String pointer, String detail) {
        HttpResponse<String> answer = recall(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).get("errors")).as(answer.body()).hasSize(1);
        assertThat(json(answer).get("errors").get(0).get("pointer").textValue()).isEqualTo(pointer);
        assertThat(json(answer).get("errors").get(0).get("detail").textValue()).contains(detail)
                .doesNotContain("java", "io.graphrecall", "\n")
                .as("the name is in the pointer")
                .doesNotStartWith(pointer.substring(pointer.lastIndexOf('/') + 1) + " ");
    }

    @Test
    void anAttributeOfAPostedContentIsKnown() {
        String body = "{\"user_id\":\"u\",\"filter\":{\"must\":[{\"field\":\"attribute.season\",\"any\":[\"spring\"]}]}}";
        assertThat(recall(body).statusCode()).isEqualTo(400);

        service.post("/v1/contents", "[{\"content_id\":\"tulip\",\"attributes\":{\"season\":[\"spring\"]}}]");

        assertThat(ids(recall(body))).containsExactly("tulip");
        service.delete("/v1/contents/tulip");
    }

    @ParameterizedTest
    @CsvSource({"brand, OPI", "size=EU, 40"})
    void aPathNamesAnAttributeByPropertyAndValue(String property, String value) {
        String attributes = "\"attributes\":{\"" + property + "\":[\"" + value + "\"]}";
        service.post("/v1/contents", "[{\"content_id\":\"first\"," + attributes
                + "},{\"content_id\":\"second\"," + attributes + "}]");
        String user = "fan of " + value;
        post(event(user, "click", "content_id", "first"));

        HttpResponse<String> answer = recall(
                "{\"user_id\":\"" + user + "\",\"channels\":[{\"id\":\"attribute\"}],\"detail\":\"reasons\"}");

        assertThat(answer.body()).contains("{\"type\":\"Attribute\",\"id\":\"" + property + "=" + value + "\"}")
                .doesNotContain("u001f", "U001F");
        service.delete("/v1/contents/first");
        service.delete("/v1/contents/second");
    }

    @Test
    void theLearnedBlendIsRefusedWithoutAModel() {
        assertThat(recall("{\"user_id\":\"ann\",\"blend\":\"learned\"}"))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(400))
                .satisfies(answer -> assertThat(answer.body()).contains("recall tune"));
    }

    @Test
    void allInvalidFieldsAreReportedTogether() {
        JsonNode problem = json(recall("{\"size\":0,\"blend\":\"soup\",\"min_seq\":-3}"));

        assertThat(problem.get("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/user_id", "/size", "/blend", "/min_seq");
        assertThat(problem.get("request_id").textValue()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/users/u/recall?size=0,        /size,      between 1 and 1000",
        "/v1/users/u/recall?size=ten,      /size,      expected an integer between 1 and 1000",
        "/v1/users/u/recall?size=1&size=2, /size,      is given twice",
        "/v1/users/u/recall?siez=3,        /siez,      'is unknown, did you mean size?'",
        "/v1/users/u/recall?colour=red,    /colour,    'is unknown, expected one of '",
        "/v1/users/u/recall?scene=cinema,  /scene,     expected one of",
        "/v1/users/u/recall?timeout_ms=0,  /timeout_ms, between 1 and 60000",
        "/v1/users/u/recall?min_seq=-1,    /min_seq,   expected an integer of at least 0",
        "/v1/users/%20/recall,             /user_id,   blank",
        "/v1/contents/c/similar?size=1001, /size,      between 1 and 1000",
        "/v1/users/u?x=1,                  /x,         is unknown"})
    void anInvalidParameterIsReportedWithItsPointer(String path, String pointer, String detail) {
        HttpResponse<String> answer = service.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("errors").get(0).get("pointer").textValue()).isEqualTo(pointer);
        assertThat(json(answer).get("errors").get(0).get("detail").textValue()).contains(detail);
    }

    private HttpResponse<String> recall(String body) {
        return service.post("/v1/recall", body);
    }

    private HttpResponse<String> filtered(String filter) {
        return recall("{\"user_id\":\"nobody\",\"filter\":" + filter + "}");
    }

    private JsonNode recalled(String body) {
        HttpResponse<String> answer = recall(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static JsonNode contents(HttpResponse<String> answer) {
        return json(answer).get("contents");
    }

    private static List<String> channels(JsonNode content) {
        List<String> ids = new ArrayList<>();
        content.get("channels").forEach(channel -> ids.add(channel.get("id").textValue()));
        return ids;
    }

    private void post(String event) {
        HttpResponse<String> receipt = service.post("/v1/events", "[" + event + "]");
        assertThat(json(receipt).path("accepted").intValue()).as(receipt.body()).isEqualTo(1);
    }

    private static String event(String user, String action, String field, String target) {
        return "{\"user_id\":\"" + user + "\",\"action\":\"" + action + "\",\"" + field + "\":\"" + target
                + "\",\"timestamp\":" + (SmallWorld.NOW - 60_000) + "}";
    }
}
