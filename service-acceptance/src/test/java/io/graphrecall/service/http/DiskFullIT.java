package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.click;
import static io.graphrecall.service.testing.TestService.ids;
import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphrecall.neo4j.LocalGraph;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.service.testing.TestService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** A Neo4j that cannot write its transaction log. A limit of the size of its files stands for a full disk. */
class DiskFullIT {

    @TempDir
    private Path home;

    @Test
    void postsAreRefusedWithTheReasonAndNothingIsLost() throws Exception {
        new SmallWorld().popular("p", 2).popular("a", 1).publish(TestService.store(home), 0);
        try (LocalGraph graph = LocalGraph.attachOrStart(home);
                TestService service = TestService.start(graph.address(), home)) {
            await().atMost(Duration.ofSeconds(120)).until(() -> post(service, 0).statusCode() == 202);
            limit(LocalGraph.status(home).pid(), Long.toString(logBytes() + 20_000));

            int acknowledged = 1;
            HttpResponse<String> reply = post(service, acknowledged);
            while (reply.statusCode() == 202) {
                acknowledged++;
                reply = post(service, acknowledged);
            }

            assertThat(reply.statusCode()).as(reply.body()).isEqualTo(503);
            assertThat(reply.headers().firstValue("Retry-After")).hasValue("1");
            await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> {
                HttpResponse<String> ready = service.get("/readyz");
                assertThat(ready.statusCode()).isEqualTo(503);
                assertThat(json(ready).get("detail").textValue()).contains("File too large");
            });
            assertThat(json(post(service, acknowledged)).get("detail").textValue()).contains("File too large");
            assertThat(ids(service.post("/v1/recall", "{\"user_id\":\"ann\"}"))).contains("p");

            await().atMost(Duration.ofSeconds(120)).until(() -> {
                liftLimits();
                return service.get("/readyz").statusCode() == 200;
            });
            await().atMost(Duration.ofSeconds(120)).until(() -> post(service, 1_000_000).statusCode() == 202);
            HttpResponse<String> first = service.get("/v1/users/user-0");
            HttpResponse<String> last = service.get("/v1/users/user-" + (acknowledged - 1));
            assertThat(json(first).get("recent")).as(first.body()).hasSize(1);
            assertThat(json(last).get("recent")).as(last.body()).hasSize(1);
        }
    }

    private static HttpResponse<String> post(TestService service, int number) {
        return service.post("/v1/events", "[" + click("event-" + number, "user-" + number, "a") + "]");
    }

    private long logBytes() throws IOException {
        return Files.size(home.resolve("graph/data/transactions/neo4j/neostore.transaction.db.0"));
    }

    /** Lifts the limit of the process that replaces the one whose write failed. */
    private void liftLimits() {
        String store = home.resolve("graph").toString();
        ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().map(Arrays::toString).orElse("")
                        .contains("--home, " + store))
                .forEach(process -> limit(process.pid(), "unlimited"));
    }

    private static void limit(long pid, String bytes) {
        try {
            new ProcessBuilder("prlimit", "--pid", Long.toString(pid), "--fsize=" + bytes + ":unlimited")
                    .inheritIO().start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("prlimit failed", e);
        }
    }
}
