package io.graphrecall.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.testing.SmallWorld;
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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Clients that hold connections, send bodies that nobody expects, or never end them. */
@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionLimitsIT {

    private static final int MEBIBYTE = 1 << 20;

    private TestService service;

    @BeforeAll
    void start(GraphAddress address, @TempDir Path home) {
        new SmallWorld().popular("p", 2).publish(TestService.store(home), 0);
        service = TestService.start(address, home, List.of(), "recall.http.max-post = 2MiB",
                "recall.http.max-question = 1MiB", "recall.http.max-buffered = 4MiB",
                "recall.http.max-connections = 40",
                "recall.http.read-timeout = 4s");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void unfinishedBodiesTakeNoMoreThanTheirBudgetAndGiveItBack() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                Socket socket = open();
                sockets.add(socket);
                send(socket, head("POST /v1/recall", "Content-Length: " + (MEBIBYTE - 100)) + "{");
            }
            for (Socket socket : sockets) {
                socket.setSoTimeout(200);
                answers.add(firstLine(socket));
            }
            assertThat(answers.stream().filter("HTTP/1.1 503 Service Unavailable"::equals)).hasSize(4);
            assertThat(answers.stream().filter(String::isEmpty)).as("still reading").hasSize(4);
            assertThat(service.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(service.get("/metrics").body()).containsPattern("graphrecall_http_body_bytes 41\\d+");

            for (Socket socket : sockets) {
                socket.setSoTimeout(10_000);
            }
            assertThat(sockets.stream().map(ConnectionLimitsIT::firstLineUnchecked))
                    .filteredOn("HTTP/1.1 408 Request Timeout"::equals).hasSize(4);
            assertThat(service.recall("ann")).containsExactly("p");
            assertThat(service.get("/metrics").body()).contains("graphrecall_http_body_bytes 0.0");
        } finally {
            close(sockets);
        }
    }

    @Test
    void aPostWhoseConnectionIsLostIsNoLongerInFlight() throws Exception {
        for (int i = 0; i < 8; i++) {
            try (Socket socket = open()) {
                send(socket, head("POST /v1/contents", "Content-Type: application/json\r\nContent-Length: 1000")
                        + "[{\"content_id\":\"c\"},");
                await().untilAsserted(() -> assertThat(service.get("/metrics").body())
                        .contains("graphrecall_http_in_flight_posts 1.0"));
            }
            await().untilAsserted(() -> assertThat(service.get("/metrics").body())
                    .contains("graphrecall_http_in_flight_posts 0.0"));
        }
        assertThat(service.get("/metrics").body()).contains("graphrecall_http_body_bytes 0.0");
    }

    @Test
    void aBodyWhereNoneIsDueIsRefusedBeforeItIsRead() throws Exception {
        for (String target : List.of("GET /healthz", "GET /v1/users/ann", "DELETE /v1/users/ann")) {
            try (Socket socket = open()) {
                send(socket, head(target, "Content-Length: 1000000000"));
                socket.setSoTimeout(10_000);
                assertThat(firstLine(socket)).as(target).isEqualTo("HTTP/1.1 400 Bad Request");
                assertThat(rest(socket)).contains("this operation takes no body");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /v1/nothing HTTP/1.1\r\nHost: localhost", "PUT /healthz HTTP/1.1\r\nHost: localhost",
        "POST /v1/events HTTP/1.1\r\nHost: localhost", "POST /v1/events HTTP/1.1"})
    void aRequestThatIsRefusedBeforeItsBodyIsReadLosesItsConnection(String head) throws Exception {
        try (Socket socket = open()) {
            send(socket, head + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            socket.setSoTimeout(10_000);
            assertThat(firstLine(socket)).startsWith("HTTP/1.1 4");
            long start = System.nanoTime();
            socket.setSoTimeout(100);
            StringBuilder answer = new StringBuilder();
            assertThatThrownBy(() -> {
                while (System.nanoTime() - start < 20_000_000_000L) {
                    send(socket, "1\r\n \r\n");
                    answer.append(firstLine(socket));
                }
            }).as("the connection is closed although the body still arrives").isInstanceOf(IOException.class);
            assertThat(answer).containsIgnoringCase("connection: close");
        }
    }

    @Test
    void aRequestThatIsRefusedWithAShortBodyKeepsItsConnectionIfTheBodyArrives() throws Exception {
        String refused = "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\n[";
        try (Socket socket = open()) {
            send(socket, refused + "   ");
            send(socket, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            socket.setSoTimeout(10_000);
            assertThat(rest(socket)).containsSubsequence("HTTP/1.1 415 ", "HTTP/1.1 200 OK");
        }
        try (Socket socket = open()) {
            send(socket, refused);
            socket.setSoTimeout(10_000);
            assertThat(rest(socket)).contains("HTTP/1.1 415 ");
        }
    }

    @Test
    void aChunkedBodyCountsAsItArrives() throws Exception {
        try (Socket socket = open()) {
            send(socket, head("POST /v1/recall", "Transfer-Encoding: chunked"));
            String chunk = "10000\r\n" + " ".repeat(1 << 16) + "\r\n";
            for (int i = 0; i < 17; i++) {
                send(socket, chunk);
            }
            socket.setSoTimeout(10_000);
            assertThat(firstLine(socket)).startsWith("HTTP/1.1 413 ");
        }
        assertThat(service.recall("ann")).containsExactly("p");
    }

    @Test
    void whatACompressedBodyUnpacksToCounts() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write("[".getBytes(StandardCharsets.UTF_8));
            zip.write(" ".repeat(2 * MEBIBYTE - 2).getBytes(StandardCharsets.UTF_8));
            zip.write("]".getBytes(StandardCharsets.UTF_8));
        }
        try (Socket holding = open(); Socket more = open(); Socket socket = open()) {
            send(holding, head("POST /v1/events", "Content-Length: " + (2 * MEBIBYTE - 1)) + "[");
            send(more, head("POST /v1/recall", "Content-Length: " + (MEBIBYTE - 1)) + "{");
            send(socket, head(
                    "POST /v1/events", "Content-Encoding: gzip\r\nContent-Length: " + bytes.size()));
            socket.getOutputStream().write(bytes.toByteArray());
            socket.setSoTimeout(10_000);
            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 503 Service Unavailable");
        }
    }

    @Test
    void aCompressedBodyWhoseConnectionIsLostGivesItsMemoryBack() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(("[" + " ".repeat(2 * MEBIBYTE - 2) + "]").getBytes(StandardCharsets.UTF_8));
        }
        for (int i = 0; i < 20; i++) {
            try (Socket socket = open()) {
                send(socket,
                        head("POST /v1/events", "Content-Encoding: gzip\r\nContent-Length: " + (bytes.size() + 1)));
                socket.getOutputStream().write(bytes.toByteArray());
                socket.getOutputStream().flush();
            }
        }
        await().untilAsserted(() -> assertThat(service.get("/metrics").body())
                .contains("graphrecall_http_body_bytes 0.0"));
    }

    @Test
    void connectionsAboveTheLimitAndSilentOnesAreClosed() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                sockets.add(open());
            }
            // Any of them may be refused: a connection of an earlier test may close meanwhile. Silent ones have 4 s.
            Thread.sleep(1_000);
            List<Socket> served = new ArrayList<>();
            for (Socket socket : sockets) {
                socket.setSoTimeout(20);
                if (!isClosed(socket)) {
                    served.add(socket);
                }
            }
            assertThat(served).hasSizeBetween(1, 40);
            for (Socket socket : served) {
                socket.setSoTimeout(10_000);
                assertThat(isClosed(socket)).as("no request within the time").isTrue();
            }
        } finally {
            close(sockets);
        }
        assertThat(service.get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void aSlowHeadIsCutOffAlsoAfterAnEarlierRequest() throws Exception {
        try (Socket socket = open()) {
            send(socket, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            socket.setSoTimeout(10_000);
            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 200 OK");
            socket.setSoTimeout(200);
            while (!firstLine(socket).isEmpty()) { // the rest of the response
            }

            long start = System.nanoTime();
            send(socket, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
            boolean closed = false;
            for (int i = 0; i < 100 && !closed; i++) {
                try {
                    send(socket, "x");
                    closed = isClosed(socket);
                } catch (IOException e) {
                    closed = true;
                }
            }
            assertThat(closed).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(
                    Duration.ofSeconds(3), Duration.ofSeconds(30));
        }
    }

    private Socket open() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), service.server().port());
    }

    private static String head(String target, String headers) {
        return target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers + "\r\n\r\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Returns the status line; empty if none arrives in time. */
    private static String firstLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        try {
            for (int c = socket.getInputStream().read(); c >= 0 && c != '\r'; c = socket.getInputStream().read()) {
                line.append((char) c);
            }
        } catch (SocketTimeoutException e) {
            return "";
        }
        return line.toString();
    }

    private static String firstLineUnchecked(Socket socket) {
        try {
            return firstLine(socket);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static boolean isClosed(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
