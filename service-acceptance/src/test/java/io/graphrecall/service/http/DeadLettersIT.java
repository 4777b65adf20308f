package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.dataset.DeadLetters;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.service.intake.TopicIntake;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersIT {

    private static final String LOADED = "{\"kind\":\"events\",\"file\":\"events.csv\",\"line\":2,\"reason\":\"r1\","
            + "\"raw\":\"dora,fly,p\",\"record\":{\"user_id\":\"dora\",\"action\":\"fly\",\"content_id\":\"p\","
            + "\"timestamp\":\"2026-01-01T00:00:00Z\"}}";
    private static final String CONSUMED = "{\"kind\":\"contents\",\"file\":\"topic-0\",\"line\":9,\"reason\":\"r2\","
            + "\"raw\":\"{}\"}";

    private TestService service;
    private Path home;

    @BeforeAll
    void start(GraphAddress address, @TempDir Path home) {
        this.home = home;
        new SmallWorld().popular("p", 1).publish(TestService.store(home), 0);
        service = TestService.start(address, home, "recall.http.api-keys = [all]",
                "recall.http.read-only-api-keys = [look]");
    }

    @BeforeEach
    void write() throws IOException {
        Files.writeString(home.resolve(DeadLetters.FILE), LOADED + "\n");
        Files.writeString(home.resolve(TopicIntake.DEAD_LETTERS), CONSUMED + "\n" + "torn");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aDeadLetterIsCorrectedPostedAndRemoved() throws IOException {
        JsonNode letter = list("").get("dead_letters").get(0);
        assertThat(letter.get("source").textValue()).isEqualTo(DeadLetters.FILE);
        assertThat(letter.get("reason").textValue()).isEqualTo("r1");
        String corrected = letter.get("record").toString().replace("fly", "click");

        assertThat(post("/v1/events", corrected).statusCode()).isEqualTo(202);
        assertThat(delete(letter).statusCode()).isEqualTo(204);

        assertThat(json(send("all", "/v1/users/dora", "GET", "")).get("recent").get(0).get("content_id").textValue())
                .isEqualTo("p");
        assertThat(list("").get("dead_letters").findValuesAsText("source")).containsExactly(TopicIntake.DEAD_LETTERS);
        assertThat(home.resolve(DeadLetters.FILE)).doesNotExist();
        assertThat(delete(letter).statusCode()).isEqualTo(404);
    }

    @Test
    void theOtherLinesOfTheFileStay() throws IOException {
        JsonNode letter = list("").get("dead_letters").get(1);
        assertThat(letter.get("kind").textValue()).isEqualTo("contents");

        assertThat(delete(letter).statusCode()).isEqualTo(204);

        assertThat(home.resolve(TopicIntake.DEAD_LETTERS)).hasContent("torn");
        assertThat(home.resolve(DeadLetters.FILE)).hasContent(LOADED);
    }

    @Test
    void theListingIsLimitedAndOmitsLongRecords() throws IOException {
        String longer = CONSUMED.replace("{}", "x".repeat(1 << 16));
        Files.write(home.resolve(TopicIntake.DEAD_LETTERS), List.of(CONSUMED, longer));

        JsonNode listing = list("?limit=1");

        assertThat(listing.get("total").intValue()).isEqualTo(3);
        assertThat(listing.get("dead_letters")).hasSize(2);
        assertThat(listing.get("dead_letters").get(1).has("raw")).isFalse();
    }

    @Test
    void onlyAnAdministratorSeesAndRemovesDeadLetters() {
        assertThat(send("look", "/v1/dead-letters", "GET", "").statusCode()).isEqualTo(403);
        assertThat(send("look", "/v1/dead-letters/x", "DELETE", "").statusCode()).isEqualTo(403);
    }

    private JsonNode list(String query) {
        HttpResponse<String> answer = send("all", "/v1/dead-letters" + query, "GET", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private HttpResponse<String> delete(JsonNode letter) {
        return send("all", "/v1/dead-letters/" + letter.get("id").textValue(), "DELETE", "");
    }

    private HttpResponse<String> post(String path, String record) {
        return send("all", path, "POST", "[" + record + "]");
    }

    private HttpResponse<String> send(String key, String path, String method, String body) {
        return service.send(service.request(path).header("X-API-Key", key)
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build());
    }
}
