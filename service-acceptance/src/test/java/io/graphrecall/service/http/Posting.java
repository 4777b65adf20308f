package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.encoded;
import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Base of tests that post bodies: a service per class, a valid event, and the receipt of a post. */
@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Posting {

    static final String GOOD = "{\"user_id\":\"ann\",\"action\":\"click\",\"content_id\":\"a\",\"timestamp\":1000}";

    TestService service;
    private int users;

    @BeforeAll
    final void start(GraphAddress address, @TempDir Path home) {
        new SmallWorld().popular("p", 2).tags("t", "gel").publish(TestService.store(home), 0);
        service = TestService.start(address, home);
    }

    @AfterAll
    final void stop() {
        service.close();
    }

    /** Returns a number that is unique in the class. */
    final int nextNumber() {
        return users++;
    }

    /** Posts a body that is accepted, and returns the receipt. */
    final JsonNode receipt(String path, String body) {
        HttpResponse<String> answer = service.post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer);
    }

    /** Sends raw bytes, without a client's checks, and returns the raw response. */
    final String raw(String request) throws IOException {
        return raw(service.server().port(), request);
    }

    static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Returns the recent contents of a user. */
    final List<String> recent(String user) {
        HttpResponse<String> answer = service.get("/v1/users/" + encoded(user));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).get("recent").findValuesAsText("content_id");
    }
}
