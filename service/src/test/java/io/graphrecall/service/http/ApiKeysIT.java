package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.service.testing.SmallWorld;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiKeysIT {

    private static final HttpRequest.BodyPublisher ANN = HttpRequest.BodyPublishers.ofString("{\"user_id\":\"ann\"}");
    private static final HttpRequest.BodyPublisher NO_EVENTS = HttpRequest.BodyPublishers.ofString("[]");

    private TestService service;

    @BeforeAll
    void start(GraphAddress address, @TempDir Path home) {
        new SmallWorld().popular("p", 1).publish(TestService.store(home), 0);
        service = TestService.start(
                address, home, "recall.http.api-keys = [all, schlüssel]", "recall.http.read-only-api-keys = [look]");
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
        assertThat(service.send(service.request("/v1/events").header("X-API-Key", "all").POST(NO_EVENTS).build())
                .statusCode()).isEqualTo(202);
    }

    @Test
    void aReadOnlyKeyGrantsReadAccessOnly() {
        assertThat(service.send(service.request("/v1/recall").header("X-API-Key", "look").POST(ANN).build())
                .statusCode()).isEqualTo(200);
        HttpResponse<String> refused = service.send(
                service.request("/v1/events").header("X-API-Key", "look").POST(NO_EVENTS).build());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused).get("detail").textValue()).isEqualTo("this API key is read-only");
        assertThat(service.send(service.request("/v1/users/ann").header("X-API-Key", "look").DELETE().build())
                .statusCode()).isEqualTo(403);
    }
}
