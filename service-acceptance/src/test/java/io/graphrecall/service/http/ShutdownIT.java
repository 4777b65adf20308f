package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.click;
import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.schema.ContentId;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

@ExtendWith(RunningGraph.class)
class ShutdownIT {

    @TempDir
    private Path home;

    @Test
    void requestsInFlightFinishAndNewOnesAreRefused(GraphAddress address) throws InterruptedException {
        new SmallWorld().popular("p", 1).publish(TestService.store(home), 0);
        try (TestService service = TestService.start(
                address, home, "recall.http.min-seq-timeout = 20s", "recall.events.window = 1s")) {
            long first = json(service.post("/v1/contents", "{\"content_id\":\"p\"}")).get("seq").longValue();
            long afterBothWrites = first + 2;
            CompletableFuture<HttpResponse<String>> waiting = service.postAsync(
                    "/v1/recall", "{\"user_id\":\"ann\",\"min_seq\":" + afterBothWrites + "}");
            CompletableFuture<HttpResponse<String>> posted = service.postAsync(
                    "/v1/events", "[" + click("last-1", "ann", "p") + "]");
            await().atMost(Duration.ofSeconds(10)).until(() -> inFlight(service) == 2);

            // A thread of its own: the common pool has one thread on two cores, and the answers to posts need it.
            CompletableFuture<Void> closing = CompletableFuture.runAsync(
                    service.server()::close, Thread.ofPlatform()::start);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> service.post("/v1/recall", "{\"user_id\":\"ann\"}").statusCode() == 503);
            HttpResponse<String> late = service.post("/v1/recall", "{\"user_id\":\"ann\"}");
            assertThat(json(late).get("detail").textValue()).isEqualTo("the service is shutting down");
            assertThat(service.get("/readyz").statusCode()).isEqualTo(503);
            assertThat(json(posted.join()).get("accepted").intValue()).isEqualTo(1);
            assertThat(closing).isNotDone();

            new GraphWriter(service.graph()).deleteContent(new ContentId("p"));
            assertThat(waiting.join().statusCode()).isEqualTo(200);
            closing.join();
        }
    }

    private static double inFlight(TestService service) {
        return service.get("/metrics").body().lines().filter(line -> line.startsWith("graphrecall_http_in_flight "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ')))).sum() - 1;
    }
}
