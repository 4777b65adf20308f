package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.settings.SettingsSource;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.service.access.ApiKey;
import io.graphrecall.service.access.KeyFile;
import io.graphrecall.service.access.Role;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiKeysIT {

    private static final HttpRequest.BodyPublisher ANN = HttpRequest.BodyPublishers.ofString("{\"user_id\":\"ann\"}");
    private static final HttpRequest.BodyPublisher EVENT = HttpRequest.BodyPublishers
            .ofString(TestService.click("keyed-1", "keyed", "a"));

    private TestService service;
    private Path home;
    private KeyFile file;
    private RSAKey provider;

    @BeforeAll
    void start(GraphAddress address, @TempDir Path home) throws Exception {
        this.home = home;
        new SmallWorld().popular("p", 1).next("p", "old", 1).tags("old", "sold-out")
                .publish(TestService.store(home), 0);
        file = new KeyFile(home);
        provider = new RSAKeyGenerator(2048).keyID("k").generate();
        Files.writeString(home.resolve("provider.json"), new JWKSet(provider).toPublicJWKSet().toString());
        service = TestService.start(
                address, home, "recall.http.api-keys = [all, schlüssel]", "recall.http.read-only-api-keys = [look]",
                "recall.http.tokens { keys = provider.json, issuer = login, audience = graph-recall }");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/users/ann/recall", "/v1/users/ann", "/v1/generations", "/metrics"})
    void aRequestWithoutAKeyIsRefused(String path) {
        HttpResponse<String> refused = service.get(path);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(json(refused).get("detail").textValue()).isEqualTo("an API key is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Bearer allx", "Basic all", "all"})
    void aWrongKeyIsRefused(String authorization) {
        HttpResponse<String> refused = service.send(
                service.request("/v1/recall").header("Authorization", authorization).POST(ANN).build());

        assertThat(refused.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"Authorization, 'Bearer '", "X-API-Key, ''"})
    void aBlankKeyIsNone(String header, String key) {
        HttpResponse<String> refused = service
                .send(service.request("/v1/recall").header(header, key).POST(ANN).build());

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(json(refused).get("detail").textValue()).isEqualTo("an API key is required");
    }

    @Test
    void aReplacedKeyNeedsARestart() throws IOException {
        Path settings = home.resolve(SettingsSource.FILE);
        String before = Files.readString(settings);
        Files.writeString(settings, before + "recall.http.read-only-api-keys = [another]\n");

        assertThat(json(reload("all")).get("restart")).singleElement().extracting(JsonNode::textValue)
                .isEqualTo("recall.http.read-only-api-keys = [\"***\"]");

        Files.delete(settings);
        HttpResponse<String> refused = reload("all");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).get("detail").textValue()).startsWith(settings + " is gone");

        Files.writeString(settings, before);
        assertThat(json(reload("all")).get("restart")).isEmpty();
    }

    @Test
    void aTokenOfTheIdentityProviderGrantsItsRoles() throws JOSEException {
        String text = token("shop");

        assertThat(
                service.send(service.request("/v1/recall").header("Authorization", "Bearer " + text).POST(ANN).build())
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = service.send(
                service.request("/v1/events").header("Authorization", "Bearer " + text).POST(EVENT).build());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused).get("detail").textValue()).contains("'token.shop' lacks the role 'ingest'");
        HttpResponse<String> changed = service.send(
                service.request("/v1/recall").header("Authorization", "Bearer " + text + "x").POST(ANN).build());
        assertThat(changed.statusCode()).isEqualTo(401);
        assertThat(json(changed).get("detail").textValue()).startsWith("the token is not valid: ");
    }

    @Test
    void theSubjectsOfTokensShareASeriesOfMetrics(GraphAddress address, @TempDir Path folder) throws Exception {
        new SmallWorld().popular("p", 1).publish(TestService.store(folder), 0);
        Files.copy(home.resolve("provider.json"), folder.resolve("provider.json"));
        try (TestService limited = TestService.start(
                address, folder, "recall.http.api-keys = [all]", "recall.http.rate-limit.per-day = 1",
                "recall.http.tokens { keys = provider.json, issuer = login, audience = graph-recall }")) {
            for (String subject : List.of("ann", "bob")) {
                String token = token(subject);
                for (int status : List.of(200, 429)) {
                    assertThat(limited.send(limited.request("/v1/recall").header("Authorization", "Bearer " + token)
                            .POST(ANN).build()).statusCode()).isEqualTo(status);
                }
            }
            assertThat(limited.send(limited.request("/metrics").header("X-API-Key", "all").GET().build()).body())
                    .contains("graphrecall_http_limited_total{key=\"token\"} 2.0").doesNotContain("token.");
        }
    }

    private String token(String subject) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k").build(),
                new JWTClaimsSet.Builder().issuer("login").audience("graph-recall").subject(subject)
                        .expirationTime(Date.from(Instant.now().plusSeconds(60))).claim("roles", "recall").build());
        token.sign(new RSASSASigner(provider));
        return token.serialize();
    }

    @Test
    void openOperationsNeedNoKey() {
        assertThat(service.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(service.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(service.get("/openapi.yaml").statusCode()).isEqualTo(200);
    }

    @Test
    void aFullKeyGrantsReadAndWriteAccessInEitherHeader() {
        assertThat(service.send(service.request("/v1/recall").header("Authorization", "bearer all").POST(ANN).build())
                .statusCode()).isEqualTo(200);
        assertThat(service.send(service.request("/v1/events").header("X-API-Key", "all").POST(EVENT).build())
                .statusCode()).isEqualTo(202);
    }

    @Test
    void aReadOnlyKeyGrantsReadAccessOnly() {
        assertThat(service.send(service.request("/v1/recall").header("X-API-Key", "look").POST(ANN).build())
                .statusCode()).isEqualTo(200);
        HttpResponse<String> refused = service.send(
                service.request("/v1/events").header("X-API-Key", "look").POST(EVENT).build());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused).get("detail").textValue())
                .isEqualTo("the API key 'settings-read-only' lacks the role 'ingest'");
        assertThat(service.send(service.request("/v1/users/ann").header("X-API-Key", "look").DELETE().build())
                .statusCode()).isEqualTo(403);
    }

    @Test
    void aKeyOfTheFileAllowsItsRolesUntilItIsRevoked() throws InterruptedException {
        add("poster", null, null, Role.INGEST);
        add("scraper", null, null, Role.METRICS);
        await().atMost(Duration.ofSeconds(10)).until(() -> status("/v1/events", "poster", EVENT) == 202);

        assertThat(status("/v1/recall", "poster", ANN)).isEqualTo(403);
        assertThat(service.send(service.request("/metrics").header("X-API-Key", "scraper").GET().build()).statusCode())
                .isEqualTo(200);
        assertThat(status("/v1/recall", "scraper", ANN)).isEqualTo(403);
        assertThat(service.send(service.request("/v1/users/ann").header("X-API-Key", "poster").DELETE().build())
                .statusCode()).isEqualTo(403);

        file.revoke("poster");
        await().atMost(Duration.ofSeconds(10)).until(() -> status("/v1/events", "poster", EVENT) == 401);
        assertThat(status("/v1/events", "all", EVENT)).isEqualTo(202);
    }

    @Test
    void aKeyFileThatCannotBeReadClosesAServiceWithoutKeysUntilItIsCorrected(
            GraphAddress address, @TempDir Path folder) throws IOException {
        new SmallWorld().popular("p", 1).publish(TestService.store(folder), 0);
        try (TestService open = TestService.start(address, folder)) {
            assertThat(open.get("/v1/users/ann/recall").statusCode()).isEqualTo(200);

            Files.writeString(folder.resolve(KeyFile.NAME), "x");
            await().atMost(Duration.ofSeconds(10)).until(
                    () -> open.get("/v1/users/ann/recall").statusCode() == 401);

            Files.writeString(folder.resolve(KeyFile.NAME), "[]");
            new KeyFile(folder).add(new ApiKey("first", ApiKey.hash("first"), Set.of(Role.RECALL), null, Instant.now(),
                    null, null, null));
            await().atMost(Duration.ofSeconds(10)).until(() -> open.send(
                    open.request("/v1/users/ann/recall").header("X-API-Key", "first").GET().build())
                    .statusCode() == 200);
        }
    }

    @Test
    void anExpiredKeyIsRefused() throws InterruptedException {
        add("late", Instant.now().minusSeconds(1), null, Role.ADMIN);

        await().atMost(Duration.ofSeconds(10)).until(
                () -> json(service.send(service.request("/v1/recall").header("X-API-Key", "late").POST(ANN).build()))
                        .get("detail").textValue().startsWith("the API key 'late' expired at "));
    }

    @Test
    void aKeyBeyondItsLimitIsRefusedUntilLater() throws InterruptedException {
        add("limited", null, 3, Role.RECALL);
        await().atMost(Duration.ofSeconds(10)).until(() -> status("/v1/recall", "limited", ANN) == 200);
        status("/v1/recall", "limited", ANN);
        status("/v1/recall", "limited", ANN);

        HttpResponse<String> refused = service.send(
                service.request("/v1/recall").header("X-API-Key", "limited").POST(ANN).build());

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(service.send(service.request("/metrics").header("X-API-Key", "look").GET().build()).body())
                .contains("graphrecall_http_limited_total{key=\"limited\"} 1.0");
        assertThat(status("/v1/recall", "look", ANN)).isEqualTo(200);
    }

    @Test
    void eachRequestOfABatchCountsForTheLimitOfItsKey() {
        add("batches", null, 3, Role.RECALL);
        await().atMost(Duration.ofSeconds(10)).until(() -> status("/v1/recall/batch", "batches",
                HttpRequest.BodyPublishers.ofString(
                        "{\"requests\":[{\"user_id\":\"ann\"},{\"user_id\":\"ann\"},{\"user_id\":\"ann\"}]}")) == 200);
        assertThat(status("/v1/recall", "batches", ANN)).isEqualTo(429);
    }

    @Test
    void aKeyOfATeamRecallsItsScenesOnly() throws Exception {
        Path settings = home.resolve(SettingsSource.FILE);
        String before = Files.readString(settings);
        Files.writeString(settings,
                before + "recall.scenes { shop = ${recall.scenes.feed} { must-not = [{field: tag, any: [sold-out]}] }, "
                        + "web = ${recall.scenes.feed} }\n");
        assertThat(reload("all").statusCode()).isEqualTo(200);
        file.add(new ApiKey("team", ApiKey.hash("team"), Set.of(Role.RECALL), List.of("shop", "web"), Instant.now(),
                null,
                null, null));
        await().atMost(Duration.ofSeconds(10)).until(() -> status("/v1/recall", "team", ANN) == 200);

        assertThat(recall("team", "{\"user_id\":\"ann\"}")).as("the first scene by default").isEqualTo("shop null");
        assertThat(recall("team", "{\"user_id\":\"ann\",\"scene\":\"web\"}")).isEqualTo("web null");
        HttpResponse<String> refused = post("/v1/recall", "team", "{\"user_id\":\"ann\",\"scene\":\"feed\"}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused).get("detail").textValue())
                .isEqualTo("the API key 'team' may not recall the scene 'feed', only shop, web");
        assertThat(List.of(
                post("/v1/recall/batch", "team",
                        "{\"requests\":[{\"user_id\":\"ann\"},{\"user_id\":\"ann\",\"scene\":\"feed\"}]}"),
                post("/v1/explain", "team", "{\"user_id\":\"ann\",\"content_id\":\"p\",\"scene\":\"feed\"}"),
                service.send(service.request("/v1/users/ann/recall?scene=feed").header("X-API-Key", "team").GET()
                        .build())))
                .allSatisfy(reply -> assertThat(reply.statusCode()).isEqualTo(403));
        assertThat(post("/v1/explain", "team", "{\"user_id\":\"ann\",\"content_id\":\"p\"}").statusCode())
                .isEqualTo(200);
        assertThat(get("/v1/contents", "look").body()).contains("\"old\"");
        assertThat(get("/v1/contents", "team").body()).doesNotContain("\"old\"");
        assertThat(get("/v1/contents?scene=web", "team").body()).contains("\"old\"");
        assertThat(json(get("/v1/contents/p/similar", "look")).get("contents")).hasSize(1);
        assertThat(json(get("/v1/contents/p/similar", "team")).get("reason").textValue()).isEqualTo("filtered");
        assertThat(json(get("/v1/contents/p/similar?scene=web", "team")).get("contents")).hasSize(1);
        assertThat(get("/v1/contents/p/similar?scene=feed", "team").statusCode()).isEqualTo(403);
        assertThat(scenes("team").stream().map(scene -> scene.get("name").textValue()))
                .containsExactlyInAnyOrder("shop", "web");

        Files.writeString(settings, before);
        assertThat(reload("all").statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyOfAWebPageReadsNoBehaviour() throws InterruptedException {
        add("page", null, null, Role.PUBLIC);
        await().atMost(Duration.ofSeconds(10)).until(() -> status("/v1/recall", "page", ANN) == 200);

        JsonNode recalled = json(post("/v1/recall", "page", "{\"user_id\":\"ann\"}"));
        assertThat(recalled.at("/contents/0").has("channels")).isFalse();
        assertThat(recalled.get("coverage").has("user")).isFalse();
        assertThat(recalled.at("/coverage/channels").toString()).isEqualTo("[]");
        for (String field : List.of("\"detail\":\"channels\"", "\"detail\":\"reasons\"", "\"explain\":true",
                "\"generation\":\"g\"",
                "\"filter\":{\"should\":[{\"must_not\":[{\"field\":\"relation\",\"any\":[\"follows\"]}]}]}")) {
            assertThat(post("/v1/recall", "page", "{\"user_id\":\"ann\"," + field + "}").statusCode()).as(field)
                    .isEqualTo(403);
        }
        assertThat(post("/v1/recall/batch", "page", "{\"requests\":[{\"user_id\":\"ann\"}]}").statusCode())
                .isEqualTo(403);
        assertThat(post("/v1/explain", "page", "{\"user_id\":\"ann\",\"content_id\":\"p\"}").statusCode())
                .isEqualTo(403);
        assertThat(post("/v1/similar", "page", "{\"picture\":\"\"}").statusCode()).isEqualTo(403);
        for (String path : List.of("/v1/contents", "/v1/contents/p/similar", "/v1/scenes")) {
            assertThat(get(path, "page").statusCode()).as(path).isEqualTo(200);
        }
        for (String path : List.of("/v1/users", "/v1/users/ann", "/v1/rejections", "/v1/queries",
                "/v1/graph/neighbours?label=Content&key=p", "/v1/contents/p/reach", "/v1/contents/p",
                "/v1/contents/p/cover", "/v1/contents/p/frames/0", "/v1/contents/p/similar?user_id=ann")) {
            assertThat(get(path, "page").statusCode()).as(path).isEqualTo(403);
        }
    }

    @Test
    void changedScenesAreUsedAfterAReloadByAnAdministrator() throws IOException {
        Path settings = home.resolve(SettingsSource.FILE);
        String before = Files.readString(settings);
        Files.writeString(settings, before + "recall { seed = 43, scenes.feed.blend = rrf }\n");
        assertThat(reload("look").statusCode()).isEqualTo(403);

        HttpResponse<String> reloaded = reload("all");

        assertThat(json(reloaded).get("restart")).singleElement().extracting(JsonNode::textValue)
                .isEqualTo("recall.seed = 43");
        assertThat(feed().get("blend").textValue()).isEqualTo("rrf");

        Files.writeString(settings,
                before + """
                        recall.scenes { copy = ${recall.scenes.feed} { variants = [] }, feed.variants = [{scene: copy, share: 1.0}] }
                        """);
        assertThat(recall("{\"user_id\":\"ann\"}")).isEqualTo("feed null");
        assertThat(reload("all").statusCode()).isEqualTo(200);
        assertThat(recall("{\"user_id\":\"ann\"}")).isEqualTo("feed copy");
        assertThat(recall("{\"events\":[]}")).as("a visitor").isEqualTo("feed null");
        assertThat(feed().at("/variants/0/scene").textValue()).isEqualTo("copy");

        String interleaved = before + """
                recall.scenes {
                  copy = ${recall.scenes.feed} { variants = [], timeout = %s }
                  feed.variants = [{scene: copy, share: 1.0, interleaved: true}]
                }
                """;
        Files.writeString(settings, interleaved.formatted("9s"));
        HttpResponse<String> slower = reload("all");
        assertThat(slower.statusCode()).isEqualTo(400);
        assertThat(json(slower).get("detail").textValue()).contains("interleaved variant 'copy'", "timeout PT9S");
        Files.writeString(settings, interleaved.formatted("${recall.scenes.feed.timeout}"));
        assertThat(reload("all").statusCode()).isEqualTo(200);
        assertThat(recall("{\"user_id\":\"ann\"}")).isEqualTo("feed feed+copy");
        assertThat(recall("{\"events\":[]}")).as("a visitor").isEqualTo("feed null");
        Files.writeString(settings, before + "recall.scenes.feed.blend = rrf\n");
        assertThat(json(reload("all")).get("unknown")).isEmpty();
        Files.writeString(settings,
                before + """
                        recall.scenes.feed { blend = rrf, must = [{should: [{field: tag, any: [nowhere]}, {field: author, any: [no one]}]}] }
                        """);
        assertThat(json(reload("all")).get("unknown").toString()).contains(
                "{\"pointer\":\"/scenes/feed/filter/must/0/should/0/any/0\",\"value\":\"nowhere\"}");

        Files.writeString(settings, before + "recall.scenes.feed.blend = soup\n");
        HttpResponse<String> refused = reload("all");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).get("detail").textValue()).contains("recall.scenes.feed.blend: is soup");
        assertThat(feed().get("blend").textValue()).isEqualTo("rrf");
    }

    private HttpResponse<String> get(String path, String key) {
        return service.send(service.request(path).header("X-API-Key", key).GET().build());
    }

    private HttpResponse<String> reload(String key) {
        return service.send(service.request("/v1/settings/reload").header("X-API-Key", key)
                .POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    /** Returns the scene and the variant of a recall. */
    private String recall(String body) {
        return recall("look", body);
    }

    private String recall(String key, String body) {
        JsonNode result = json(post("/v1/recall", key, body));
        return result.get("scene").textValue() + " " + result.path("variant").textValue();
    }

    private HttpResponse<String> post(String path, String key, String body) {
        return service.send(service.request(path).header("X-API-Key", key).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    private JsonNode feed() {
        return scenes("look").stream().filter(scene -> scene.get("name").textValue().equals("feed")).findFirst()
                .orElseThrow();
    }

    private List<JsonNode> scenes(String key) {
        JsonNode scenes = json(service.send(
                service.request("/v1/scenes").header("X-API-Key", key).GET().build())).get("scenes");
        return StreamSupport.stream(scenes.spliterator(), false).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/users/ann", "/healthz", "/nothing", "/console/"})
    void everyResponseForbidsFramesAndGuessedTypes(String path) {
        HttpHeaders headers = service.get(path).headers();

        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.allValues("Cache-Control")).containsExactly(
                path.equals("/console/") ? "no-cache" : "no-store");
    }

    private int status(String path, String key, HttpRequest.BodyPublisher body) {
        return service.send(service.request(path).header("X-API-Key", key).POST(body).build()).statusCode();
    }

    /** Adds a key whose text is its name. */
    private void add(String name, @Nullable Instant expires, @Nullable Integer perDay, Role... roles) {
        file.add(new ApiKey(name, ApiKey.hash(name), Set.of(roles), null, Instant.now(), expires, null, perDay));
    }
}
