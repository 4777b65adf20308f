package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.graphrecall.content.media.Picture;
import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphPosition;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.loaders.dataset.DeadLetters;
import io.graphrecall.metapath.path.Measure;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.channel.ModuleContext;
import io.graphrecall.pipeline.filter.FilterParser;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.schema.Sha256;
import io.graphrecall.service.RecallServer;
import io.graphrecall.service.ServiceSettings;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Compares the contract with the running service, in both directions. */
@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiIT {

    private static final String INCLUDE = "title,description,category,categories,tags,attributes,author,published_at,media,fields";

    private static final String DEAD_LETTER = """
            {"kind":"events","file":"events.csv","line":2,"reason":"/action is missing","raw":"ann,a",\
            "record":{"user_id":"ann","content_id":"a"}}""";

    private TestService service;
    private GenerationId generation;
    private GenerationId older;
    private ContractDocument contract;

    /** A request of an operation, and the expected status. */
    private record Example(String operation, String path, String body, int status) {}

    @BeforeAll
    void start(GraphAddress address, @TempDir Path home) throws IOException {
        Path media = Files.createDirectory(home.resolve(ModuleContext.MEDIA));
        Files.write(media.resolve("a.jpg"), new Picture(640, 8, new byte[640 * 8 * Picture.CHANNELS]).jpeg());
        Files.createDirectory(home.resolve(ServiceParts.REPORTS));
        Files.writeString(home.resolve(ServiceParts.REPORTS).resolve("small.json"), """
                {"dataset":"small","protocol":"temporal","fit":"strict","generation":"g","targets":3}""");
        Files.writeString(home.resolve(DeadLetters.FILE), DEAD_LETTER + "\n");
        older = new SmallWorld().popular("p", 1).write(TestService.store(home), 0);
        generation = new SmallWorld().vector("own", "a", 1, 0).vector("own", "x", .8f, .6f).vector("own", "p", 0, 1)
                .next("a", "x", 1).popular("p", 2).tags("a", "gel").category("a", "Nails")
                .tags("x", "gel").path("tags", "Content-HAS_TAG->Tag<-HAS_TAG-Content", Measure.WALK)
                .item("i", "gel").publish(TestService.store(home), 0);
        service = TestService.start(address, home,
                """
                        recall.scenes {
                          first-popular = ${recall.scenes.feed} { variants = [], channels = [{id: popular, quota: 9, min: 0, weight: 1}] }
                          feed.variants = [{scene: first-popular, share: 1.0, interleaved: true}]
                        }""");
        contract = new ContractDocument(service.get("/openapi.yaml").body());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    /** In an order in which each request creates what the next one needs. */
    private List<Example> examples() {
        String at = "\"timestamp\":" + (SmallWorld.NOW - 1000);
        String events = "[{\"event_id\":\"e1\",\"user_id\":\"ann\",\"action\":\"click\",\"content_id\":\"a\","
                + "\"dwell_ms\":5000,\"device\":\"phone\",\"scene\":\"feed\",\"request_id\":\"r1\"," + at + "},"
                + "{\"user_id\":\"ann\",\"action\":\"purchase\",\"item_id\":\"i\"," + at + "},"
                + "{\"user_id\":\"ann\",\"action\":\"search\",\"query\":\"gel\"," + at + "},{}]";
        return List.of(
                new Example("postEvents", "/v1/events", events, 202),
                new Example("postContents", "/v1/contents", """
                        [{"content_id":"new","title":"New","description":"Just out","category":["Nails"],
                        "tags":["gel","fresh"],"year":2020,"vectors":{"own":[1,0]},
                        "attributes":{"colour":["red"]},"author":"ann","published_at":"2020-01-01T00:00:00Z",
                        "expires_at":"2100-01-01T00:00:00Z",
                        "media":{"cover":"a.jpg","frames":["b.jpg","a.jpg"],"video":"c.mp4","audio":"d.mp3"}},
                        """
                        + "{\"content_id\":\"a\",\"title\":\"Gel\",\"tags\":[\"gel\"],\"category\":[\"Nails\"]},"
                        + "{\"content_id\":\"x\",\"title\":\"Gel again\",\"description\":\"Two coats\",\"tags\":[\"gel\"],\"category\":[\"Nails\"],\"author\":\"ed\","
                        + "\"attributes\":{\"colour\":[\"red\"]},\"published_at\":\"2020-01-01T00:00:00Z\","
                        + "\"media\":{\"cover\":\"a.jpg\",\"frames\":[\"b.jpg\"],\"video\":\"c.mp4\",\"audio\":\"d.mp3\"}}]",
                        202),
                new Example("recall", "/v1/recall", "{\"user_id\":\"ann\",\"explain\":true,\"include\":[\""
                        + INCLUDE.replace(",", "\",\"") + "\"]}", 200),
                new Example("recall", "/v1/recall", "{\"query\":\"gel\",\"context_content_id\":\"nowhere\"}", 200),
                new Example("recall", "/v1/recall", "{}", 400),
                new Example("recallBatch", "/v1/recall/batch",
                        "{\"requests\":[{\"user_id\":\"ann\",\"explain\":true,\"include\":[\""
                                + INCLUDE.replace(",", "\",\"") + "\"]}]}",
                        200),
                new Example("recallForUser", "/v1/users/ann/recall?size=3&scene=feed&explain=true&min_seq=1&include="
                        + INCLUDE, "", 200),
                new Example("recallBatch", "/v1/recall/batch", "{\"requests\":[{\"query\":\"gel\"}]}", 200),
                new Example("recallBatch", "/v1/recall/batch", "{\"requests\":[{\"query\":\"qwrtzx\"}]}", 200),
                new Example("recallForUser", "/v1/users/ann/recall?query=gel", "", 200),
                new Example("recallForUser", "/v1/users/ann/recall?query=qwrtzx", "", 200),
                new Example("recall", "/v1/recall", "{\"query\":\"qwrtzx\"}", 200),
                new Example("recallForUser", "/v1/users/ann/recall?min_seq=999999999", "", 409),
                new Example("explain", "/v1/explain", "{\"user_id\":\"ann\",\"content_id\":\"x\"}", 200),
                new Example("explain", "/v1/explain", """
                        {"events":[],"content_id":"x","size":5,"filter":{"must":[{"field":"tag","any":["matte"]}]}}""",
                        200),
                new Example("explain", "/v1/explain", "{\"user_id\":\"ann\",\"content_id\":\"nowhere\"}", 404),
                new Example("explain", "/v1/explain", "{\"content_id\":\"x\"}", 400),
                new Example("user", "/v1/users/ann", "", 200),
                new Example("user", "/v1/users/nobody", "", 404),
                new Example("contentClusters", "/v1/contents/a/clusters?size=2", "", 200),
                new Example("contentClusters", "/v1/contents/nowhere/clusters", "", 404),
                new Example("contentReach", "/v1/contents/p/reach?scene=feed&size=5&users=3", "", 200),
                new Example("contentReach", "/v1/contents/p/reach?users=1001", "", 400),
                new Example("similarContents", "/v1/contents/a/similar?space=i2i&size=5&include=" + INCLUDE, "", 200),
                new Example("similar", "/v1/similar",
                        "{\"content_id\":\"a\",\"include\":[\"" + INCLUDE.replace(",", "\",\"")
                                + "\"]}",
                        200),
                new Example("similar", "/v1/similar", "{\"positive\":[\"a\",\"nowhere\"]}", 200),
                new Example("similar", "/v1/similar", "{\"positive\":[\"nowhere\"]}", 404),
                new Example("similar", "/v1/similar", "{}", 400),
                new Example("contents", "/v1/contents?limit=2&category=Nails&include=" + INCLUDE, "", 200),
                new Example("contents", "/v1/contents?cursor=x", "", 400),
                new Example("postContents", "/v1/contents?dry_run=true", "[{\"content_id\":\"dry\"},{}]", 200),
                new Example("postItems", "/v1/items",
                        """
                                [{"item_id":"i","title":"Polish","description":"Dries fast","category":["Nails"],"tags":["gel","shop"],
                                "attributes":{"colour":["red"]},"published_at":"2020-01-01T00:00:00Z",
                                "expires_at":"2100-01-01T00:00:00Z","vectors":{"own":[1,0]},
                                "media":{"cover":"a.jpg","frames":["b.jpg"],"video":"c.mp4","audio":"d.mp3"},"sku":"7"},{"item_id":"j"},{}]""",
                        202),
                new Example("items", "/v1/items?limit=1", "", 200),
                new Example("items", "/v1/items?cursor=x", "", 400),
                new Example("item", "/v1/items/i", "", 200),
                new Example("item", "/v1/items/nothing", "", 404),
                new Example("postUsers", "/v1/users",
                        "[{\"user_id\":\"cleo\",\"follows\":[\"ed\",\"fay\"]},{\"user_id\":\"ann\"},{}]", 202),
                new Example("users", "/v1/users?limit=1", "", 200),
                new Example("users", "/v1/users?limit=0", "", 400),
                new Example("scenes", "/v1/scenes", "", 200),
                new Example("graphNeighbours", "/v1/graph/neighbours?label=Content&key=a&size=5", "", 200),
                new Example("graphNeighbours", "/v1/graph/neighbours?label=Tag&key=nothing", "", 404),
                new Example("graphNeighbours", "/v1/graph/neighbours?label=Sequence&key=seq", "", 400),
                new Example("graphPaths",
                        "/v1/graph/paths?from_label=User&from_key=ann&to_label=Tag&to_key=gel", "", 200),
                new Example("graphPaths",
                        "/v1/graph/paths?from_label=User&from_key=ann&to_label=Tag&to_key=nothing", "", 404),
                new Example("graphPaths",
                        "/v1/graph/paths?from_label=User&from_key=ann&to_label=User&to_key=ann", "", 400),
                new Example("queries", "/v1/queries", "", 200),
                new Example("runQuery", "/v1/queries", "{\"name\":\"users-of-mars\"}", 404),
                new Example("runQuery", "/v1/queries", "{\"name\":\"similar-users\"}", 400),
                new Example("runQuery", "/v1/queries", "{\"name\":\"hub-tags\"}", 200),
                new Example("runCypher", "/v1/cypher",
                        "{\"statement\":\"MATCH p = ()-[:HAS_TAG|CLICKED]->() RETURN p\"}", 200),
                new Example("runCypher", "/v1/cypher", "{\"statement\":\"MATCH (n) DETACH DELETE n\"}", 400),
                new Example("spaces", "/v1/spaces", "", 200),
                new Example("spaceMap", "/v1/spaces/own/map", "", 200),
                new Example("spaceMap", "/v1/spaces/nowhere/map", "", 404),
                new Example("reports", "/v1/reports", "", 200),
                new Example("report", "/v1/reports/small", "", 200),
                new Example("report", "/v1/reports/..%2Frecall", "", 404),
                new Example("rejections", "/v1/rejections", "", 200),
                new Example("deadLetters", "/v1/dead-letters?limit=10", "", 200),
                new Example("deadLetters", "/v1/dead-letters?limit=0", "", 400),
                new Example("deleteDeadLetter", "/v1/dead-letters/" + Sha256.hex(DEAD_LETTER), "", 204),
                new Example("deleteDeadLetter", "/v1/dead-letters/" + Sha256.hex(DEAD_LETTER), "", 404),
                new Example("openGeneration", "/v1/generations/" + older + "/open", "", 200),
                new Example("openGeneration", "/v1/generations/20200101T000000Z-none/open", "", 404),
                new Example("generations", "/v1/generations", "", 200),
                new Example("closeGeneration", "/v1/generations/" + older + "/open", "", 204),
                new Example("reloadSettings", "/v1/settings/reload", "", 200),
                new Example("activateGeneration", "/v1/generations/" + generation + "/activate", "", 200),
                new Example("activateGeneration", "/v1/generations/nothing/activate", "", 400),
                new Example("content", "/v1/contents/new", "", 200),
                new Example("content", "/v1/contents/nowhere", "", 404),
                new Example("patchContent", "/v1/contents/new", "{\"title\":\"Newer\"}", 200),
                new Example("patchContent", "/v1/contents/new", "{\"status\":\"gone\"}", 400),
                new Example("patchItem", "/v1/items/i", "{\"title\":\"Red polish\"}", 200),
                new Example("patchItem", "/v1/items/nothing", "{}", 404),
                new Example("patchUser", "/v1/users/cleo", "{\"mutes\":[\"loud\"]}", 200),
                new Example("patchUser", "/v1/users/nobody", "{}", 404),
                new Example("cover", "/v1/contents/new/cover", "", 200),
                new Example("cover", "/v1/contents/a/cover", "", 404),
                new Example("cover", "/v1/contents/nowhere/cover", "", 404),
                new Example("frame", "/v1/contents/new/frames/1", "", 200),
                new Example("frame", "/v1/contents/new/frames/0", "", 404),
                new Example("frame", "/v1/contents/new/frames/first", "", 400),
                new Example("deleteContent", "/v1/contents/new", "", 200),
                new Example("deleteContent", "/v1/contents/nowhere", "", 404),
                new Example("deleteContent", "/v1/contents/taken?hold=true", "", 200),
                new Example("content", "/v1/contents/taken", "", 200),
                new Example("releaseContent", "/v1/contents/taken/hold", "", 204),
                new Example("deleteUser", "/v1/users/ann", "", 204),
                new Example("deleteUser", "/v1/users/ann?all=true", "", 400),
                new Example("health", "/healthz", "", 200),
                new Example("ready", "/readyz", "", 200),
                new Example("metrics", "/metrics", "", 200),
                new Example("openapi", "/openapi.yaml", "", 200));
    }

    @Test
    void everyOperationOfTheContractHasAnEndpoint() {
        try (ServiceMetrics metrics = new ServiceMetrics()) {
            RecallServer server = service.server();
            ServiceParts parts = new ServiceParts(
                    server.recalls(), server.generations(), server.intake(), server.feedback(), Path.of("none"),
                    () -> 1,
                    () -> new ServiceParts.Reloaded(List.of(), List.of()), () -> true);
            HttpParameters http = Objects.requireNonNull(ServiceSettings.defaults().http());

            assertThat(Endpoints.all(Contract.get(), http, parts, metrics)).extracting(Endpoint::operation)
                    .containsExactlyInAnyOrderElementsOf(contract.operations().keySet());
        }
    }

    @Test
    void onlyOpenOperationsNeedNoKey() {
        contract.operations()
                .forEach((id, operation) -> assertThat(operation.json().get("x-role").textValue().equals("none"))
                        .as(id).isEqualTo(operation.json().has("security")));
    }

    @Test
    void everyResponseMatchesTheContract() {
        Map<String, ContractDocument.Operation> operations = contract.operations();
        Set<String> succeeded = new HashSet<>();
        Set<String> unseen = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        for (Example example : examples()) {
            ContractDocument.Operation operation = Objects.requireNonNull(operations.get(example.operation),
                    example.operation);
            HttpResponse<String> answer = call(operation.method(), example.path, example.body);
            assertThat(answer.statusCode()).as(example + " " + answer.body()).isEqualTo(example.status);
            assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
            if (example.status >= 400) {
                assertThat(operation.json().get("responses").has("default")).as(example.operation).isTrue();
                assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                assertThat(contract.faults(ContractDocument.PROBLEM, json(answer))).as(answer.body()).isEmpty();
                continue;
            }
            succeeded.add(example.operation);
            JsonNode response = operation.json().get("responses").path(Integer.toString(example.status));
            assertThat(response.isMissingNode()).as("status " + example).isFalse();
            check(example, contract.resolved(response), answer, seen, unseen);
        }
        assertThat(succeeded).isEqualTo(operations.keySet());
        String graphId = GraphPosition.read(service.graph()).graphId();
        rename("another");
        assertThat(postContent()).isEqualTo(503);
        Example wrongGraph = new Example("ready", "/readyz", "", 200);
        check(wrongGraph,
                contract.resolved(Objects.requireNonNull(operations.get("ready")).json().get("responses").path("200")),
                service.get("/readyz"), seen, unseen);
        rename(graphId);
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (postContent() != 202) {
            assertThat(System.nanoTime()).as("writes are not accepted again").isLessThan(deadline);
        }
        unseen.removeAll(seen);
        unseen.remove("similarContents.unknown"); // its only content is known, or the status is 404
        unseen.removeIf(field -> field.matches("post(Contents|Items|Users).ignored_fields")); // they keep unknown fields
        unseen.removeIf(field -> field.matches("post.*\\.spooled")); // SpoolIT
        assertThat(unseen).as("fields of the contract that no response has").isEmpty();
    }

    private int postContent() {
        return service.post("/v1/contents", "[{\"content_id\":\"b\"}]").statusCode();
    }

    private void rename(String graphId) {
        service.graph().write(tx -> tx.execute(
                new CypherStatement("test/rename", "MATCH (s:Sequence) SET s.graph_id = $id"), Map.of("id", graphId)));
    }

    private void check(
            Example example, JsonNode response, HttpResponse<String> answer, Set<String> seen, Set<String> unseen) {
        if (!response.has("content")) {
            assertThat(answer.body()).as(example.toString()).isEmpty();
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElseThrow().replaceAll(";.*", "");
        JsonNode schema = response.get("content").path(type).path("schema");
        assertThat(schema.isMissingNode()).as(type + " of " + example).isFalse();
        if (type.equals("application/json")) {
            assertThat(contract.faults(schema, json(answer))).as(example + " " + answer.body()).isEmpty();
            compare(example.operation, schema, json(answer), seen, unseen);
        }
    }

    @Test
    void theExamplesOfRequestBodiesAreValidAndAccepted() {
        List.of("content", "item", "user").forEach(
                kind -> service.post("/v1/" + kind + "s", "{\"" + kind + "_id\":\"patched\"}"));
        contract.operations().forEach((id, operation) -> {
            JsonNode content = operation.json().path("requestBody").path("content").path("application/json");
            if (!content.isMissingNode()) {
                assertThat(contract.faults(content.get("schema"), content.get("example"))).as(id).isEmpty();
                HttpResponse<String> answer = call(operation.method(),
                        operation.template().replaceFirst("\\{.*}", "patched"), content.get("example").toString());
                assertThat(answer.statusCode()).as(id + " " + answer.body()).isBetween(200, 202);
            }
        });
    }

    @Test
    void everyResponseInJsonHasAValidExample() {
        contract.operations().forEach((id, operation) -> operation.json().get("responses").forEach(given -> {
            contract.resolved(given).path("content").properties().forEach(content -> {
                if (content.getKey().endsWith("json")) {
                    JsonNode example = content.getValue().path("example");
                    assertThat(example.isMissingNode()).as(id).isFalse();
                    assertThat(contract.faults(content.getValue().get("schema"), example)).as(id).isEmpty();
                }
            });
        }));
    }

    @Test
    void everyMetricOfTheManualTheAlertsAndTheDashboardExists() throws IOException {
        String event = """
                [{"user_id":"bea","action":"click","content_id":"%s","timestamp":"2026-01-01T00:00:00Z","request_id":"%s"}]
                """;
        JsonNode posted = json(service.post("/v1/events", event.formatted("a", "another")));
        JsonNode answer = json(service.get("/v1/users/bea/recall?min_seq=" + posted.get("seq")));
        JsonNode credited = StreamSupport.stream(answer.get("contents").spliterator(), false)
                .filter(content -> content.has("team")).findFirst().orElseThrow();
        assertThat(service.post("/v1/events", event.formatted(
                credited.get("content_id").textValue(), answer.get("request_id").textValue())).statusCode())
                .isEqualTo(202);
        Set<String> names = new TreeSet<>();
        for (String file : List.of(
                "docs/reference/monitoring.md", "monitoring/alerts.yml", "monitoring/grafana/graph-recall.json")) {
            List<String> found = Pattern.compile("\\b(?:graphrecall|jvm|process)_\\w+")
                    .matcher(Files.readString(Path.of("..", file))).results().map(MatchResult::group).toList();
            assertThat(found).as(file).hasSizeGreaterThan(10);
            names.addAll(found);
        }
        assertThat(service.get("/metrics").body().lines().map(line -> line.split("[{ ]", 2)[0])).containsAll(names);
    }

    @Test
    void theFieldsOfARecallRequestAreThoseOfTheContract() {
        assertThat(names(contract.schema("RecallRequest"))).isEqualTo(components(RecallRequestBody.class));
        assertThat(names(contract.schema("ExplainRequest"))).containsAll(components(RecallRequestBody.class))
                .containsAll(components(ExplainRequestBody.Own.class))
                .hasSize(RecallRequestBody.class.getRecordComponents().length + 2);
        assertThat(names(contract.schema("RequestedChannel")))
                .isEqualTo(components(RecallRequestBody.Channel.class));
        assertThat(names(contract.schema("Filter")))
                .isEqualTo(components(FilterParser.Filter.class));
        assertThat(names(contract.schema("QueryVector"))).isEqualTo(components(RecallRequestBody.Vector.class));
        assertThat(names(contract.schema("SimilarRequest")))
                .isEqualTo(components(SimilarRequestBody.class));
        assertThat(names(contract.schema("Clause")))
                .isEqualTo(components(FilterParser.Condition.class));
    }

    @Test
    void theLimitsOfTheContractAreEnforced() {
        assertRefused("{\"user_id\":\"u\",\"size\":1001}");
        assertRefused("{\"user_id\":\"u\",\"timeout_ms\":60001}");
        assertRefused("{\"user_id\":\"u\",\"offset\":1000}");
        assertRefused("{\"positive\":[" + "\"c\",".repeat(100) + "\"c\"]}");
        assertRefused("{\"user_id\":\"u\",\"channels\":[{\"id\":\"i2i\",\"quota\":1001}]}");
        assertRefused("{\"user_id\":\"u\",\"channels\":[{\"id\":\"i2i\",\"weight\":-0.5}]}");
        assertRefused("{\"user_id\":\"u\",\"exclude_ids\":[" + "\"c\",".repeat(10_000) + "\"c\"]}");
        assertRefused("{\"events\":[" + "{\"action\":\"click\",\"content_id\":\"a\",\"timestamp\":1},".repeat(1000)
                + "{\"action\":\"click\",\"content_id\":\"a\",\"timestamp\":1}]}");
        assertThat(service.post("/v1/recall", "{\"user_id\":\"u\",\"filter\":{\"should\":["
                + "{\"field\":\"tag\",\"any\":[\"gel\"]},".repeat(256) + "{\"field\":\"tag\",\"any\":[\"gel\"]}]}}")
                .body())
                .contains("has more than 256 clauses");
        assertRefused("{\"user_id\":\"u\",\"blend\":\"soup\"}");
        assertRefused("{\"user_id\":\"u\",\"explain\":\"yes\"}");
    }

    /** Asserts that the contract forbids a body, and that the service refuses it. */
    private void assertRefused(String body) {
        try {
            assertThat(contract.faults("#/components/schemas/RecallRequest", new YAMLMapper().readTree(body)))
                    .isNotEmpty();
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
        assertThat(service.post("/v1/recall", body).statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> call(String method, String path, String body) {
        return service.send(service.request(path).method(method, HttpRequest.BodyPublishers.ofString(body)).build());
    }

    /** Collects the fields of a schema that a value has, and those that it lacks. */
    private void compare(String name, JsonNode given, JsonNode value, Set<String> seen, Set<String> lacking) {
        JsonNode schema = contract.resolved(given);
        schema.path("properties").properties().forEach(property -> {
            String field = name + "." + property.getKey();
            if (value.has(property.getKey())) {
                seen.add(field);
                compare(field, property.getValue(), value.get(property.getKey()), seen, lacking);
            } else {
                lacking.add(field);
            }
        });
        if (schema.has("items")) {
            value.forEach(element -> compare(name + "[]", schema.get("items"), element, seen, lacking));
        }
    }

    private static Set<String> names(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        schema.get("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> components(Class<? extends Record> type) {
        PropertyNamingStrategies.NamingBase snakeCase = new PropertyNamingStrategies.SnakeCaseStrategy();
        return new TreeSet<>(Arrays.stream(type.getRecordComponents())
                .map(component -> snakeCase.translate(component.getName())).toList());
    }
}
