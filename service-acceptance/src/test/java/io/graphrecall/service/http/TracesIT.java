package io.graphrecall.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Spans of requests, as a collector receives them. */
@ExtendWith(RunningGraph.class)
class TracesIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final StringBuilder received = new StringBuilder();
    private HttpServer collector;

    @BeforeEach
    void start() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            synchronized (received) {
                received.append(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    @Test
    void aRecallIsASpanOfTheCallersTraceWithItsChannels(GraphAddress address, @TempDir Path home) {
        try (TestService service = start(address, home, "1")) {
            HttpRequest traced = service.request("/v1/users/ann/recall")
                    .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01").build();
            assertThat(service.send(traced).statusCode()).isEqualTo(200);
            assertThat(service.get("/v1/contents/nowhere").statusCode()).isEqualTo(404);
        }

        String trace = new String(HexFormat.of().parseHex(TRACE), StandardCharsets.ISO_8859_1);
        assertThat(received.toString()).contains("graph-recall", "GET /v1/users/{user_id}/recall", "user state",
                "blend",
                "channel i2i", "channel popular", "recall.channel.returned", "recall.channel.status",
                "recall.request_id", "http.response.status_code", "GET /v1/contents/{content_id}");
        // The trace has spans of the request, two stages and the channels. The other request has its own trace.
        assertThat(received.toString().split(Pattern.quote(trace), -1)).hasSizeGreaterThan(5);
    }

    @Test
    void requestsThatAreNotSampledSendNothing(GraphAddress address, @TempDir Path home) {
        try (TestService service = start(address, home, "0")) {
            assertThat(service.recall("ann")).containsExactly("p");
        }
        assertThat(received).isEmpty();
    }

    @Test
    void aCollectorThatDoesNotListenAffectsNoRequest(GraphAddress address, @TempDir Path home) {
        collector.stop(0);
        try (TestService service = start(address, home, "1")) {
            assertThat(service.recall("ann")).containsExactly("p");
        }
    }

    private TestService start(GraphAddress address, Path home, String share) {
        new SmallWorld().popular("p", 2).publish(TestService.store(home), 0);
        return TestService.start(address, home,
                "recall.tracing.endpoint = \"http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces\"",
                "recall.tracing.share = " + share);
    }
}
