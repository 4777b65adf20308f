package io.graphrecall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.graphrecall.client.model.Content;
import io.graphrecall.client.model.Event;
import io.graphrecall.client.model.FieldProblem;
import io.graphrecall.client.model.Receipt;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Repetitions and errors, with a server that sends prepared responses. */
class RecallClientTest {

    private static final String ACCEPTED = "{\"accepted\":1,\"rejected\":[],\"seq\":5000000000}";
    private static final String OVERLOADED = """
            {"type":"about:blank","title":"Service Unavailable","status":503,"detail":"busy","request_id":"r"}""";

    private final Deque<Prepared> responses = new ArrayDeque<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private String retryAfter = "0";
    private HttpServer server;

    private record Prepared(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Prepared response = responses.removeFirst();
            if (response.status == 0) {
                exchange.close();
                return;
            }
            byte[] body = response.body.getBytes(StandardCharsets.UTF_8);
            if (response.status == 503) {
                exchange.getResponseHeaders().add("Retry-After", retryAfter);
            }
            exchange.sendResponseHeaders(response.status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private RecallClient.Builder client() {
        return RecallClient.at(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"))
                .timeout(Duration.ofSeconds(5));
    }

    private static Receipt post(RecallClient client) {
        return client
                .postEvents(List.of(new Event().userId("ann").action("click").contentId("a").timestamp("2026-01-01")));
    }

    @Test
    void aCallIsRepeatedUntilItGetsAResponse() {
        responses.add(new Prepared(503, OVERLOADED));
        responses.add(new Prepared(0, ""));
        responses.add(new Prepared(202, ACCEPTED));

        Receipt receipt = post(client().key("secret").build());

        assertThat(receipt.getSeq()).isEqualTo(5_000_000_000L);
        assertThat(bodies).hasSizeGreaterThanOrEqualTo(3).first().asString()
                .contains("\"user_id\":\"ann\"", "\"timestamp\":\"2026-01-01\"");
        assertThat(bodies).containsOnly(bodies.get(0));
        assertThat(keys).containsOnly("Bearer secret");
    }

    @Test
    void repetitionsEnd() {
        for (int i = 0; i < 3; i++) {
            responses.add(new Prepared(503, OVERLOADED));
        }
        assertThatThrownBy(() -> post(client().retries(2).build()))
                .asInstanceOf(InstanceOfAssertFactories.type(RecallServiceException.class))
                .satisfies(e -> assertThat(e.status()).isEqualTo(503))
                .satisfies(e -> assertThat(e).hasMessage("503 Service Unavailable: busy"));
        assertThat(bodies).hasSize(3);
    }

    @Test
    void aPauseBeyondTheTimeoutIsAnErrorAtOnce() {
        retryAfter = "3600";
        responses.add(new Prepared(503, OVERLOADED));
        assertThatThrownBy(() -> post(client().build()))
                .asInstanceOf(InstanceOfAssertFactories.type(RecallServiceException.class))
                .satisfies(e -> assertThat(e.status()).isEqualTo(503));
        assertThat(bodies).hasSize(1);
    }

    @Test
    void aRepetitionWaitsAsTheServiceSays() {
        retryAfter = "1";
        responses.add(new Prepared(503, OVERLOADED));
        responses.add(new Prepared(202, ACCEPTED));
        long begin = System.nanoTime();
        post(client().build());
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aResponseThatCannotBeReadIsNotRepeated() {
        responses.add(new Prepared(202, "{"));
        assertThatThrownBy(() -> post(client().build())).isInstanceOf(RecallServiceException.class);
        assertThat(bodies).hasSize(1);
    }

    @Test
    void furtherFieldsOfRecordsAreSentAndRead() {
        responses.add(new Prepared(202, ACCEPTED));
        responses.add(new Prepared(200, """
                {"content_id":"c","status":"active","categories":[],"tags":[],"attributes":[],"media":{"frames":[]},
                "fields":{"year":2026},"vectors":[],"seq":7}"""));
        RecallClient client = client().build();
        client.postContents(List.of(new Content().contentId("c").putAdditionalProperty("year", 2026)));
        assertThat(bodies).containsExactly("[{\"content_id\":\"c\",\"year\":2026}]");
        assertThat(client.content("c").getFields()).containsExactly(Map.entry("year", 2026));
    }

    @Test
    void aPatchKeepsItsNulls() {
        responses.add(new Prepared(200, "{\"seq\":7}"));
        assertThat(client().build().patchContent("c", Map.of("media", Collections.singletonMap("cover", null))))
                .isEqualTo(7);
        assertThat(bodies).containsExactly("{\"media\":{\"cover\":null}}");
    }

    @Test
    void aPatchHasTimesAsText() {
        responses.add(new Prepared(200, "{\"seq\":7}"));
        client().build().patchContent("c", Map.of("expires_at", Instant.ofEpochSecond(1_767_225_600)));
        assertThat(bodies).containsExactly("{\"expires_at\":\"2026-01-01T00:00:00Z\"}");
    }

    @Test
    void anInvalidRequestIsNotRepeatedAndNamesTheFields() {
        responses.add(new Prepared(400, """
                {"type":"about:blank","title":"Bad Request","status":400,"detail":"invalid","request_id":"r",
                "errors":[{"pointer":"/0/action","detail":"is missing"}]}"""));
        assertThatThrownBy(() -> post(client().build()))
                .asInstanceOf(InstanceOfAssertFactories.type(RecallServiceException.class))
                .satisfies(e -> assertThat(e.problem().getErrors()).extracting(FieldProblem::getPointer)
                        .containsExactly("/0/action"));
        assertThat(bodies).hasSize(1);
    }

    @Test
    void aReplyOfAProxyIsAnErrorWithoutDocument() {
        responses.add(new Prepared(502, "<html>bad gateway</html>"));
        assertThatThrownBy(() -> post(client().build()))
                .asInstanceOf(InstanceOfAssertFactories.type(RecallServiceException.class))
                .satisfies(e -> assertThat(e.status()).isEqualTo(502))
                .satisfies(e -> assertThat(e.problem()).isNull())
                .satisfies(e -> assertThat(e).hasMessageContaining("bad gateway"));
    }

    @Test
    void aServiceThatDoesNotListenIsAnErrorWithStatusZero() {
        RecallClient client = client().retries(1).build();
        server.stop(0);
        assertThatThrownBy(() -> post(client))
                .asInstanceOf(InstanceOfAssertFactories.type(RecallServiceException.class))
                .satisfies(e -> assertThat(e.status()).isZero());
    }
}
