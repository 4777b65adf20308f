package io.graphrecall.service.http;

import static io.graphrecall.service.testing.TestService.click;
import static io.graphrecall.service.testing.TestService.ids;
import static io.graphrecall.service.testing.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.partition.PartitionService;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.service.testing.MemberProcess;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.FreePort;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A member whose process is stopped, as by a long garbage collection, and continues after the others removed it. */
@ExtendWith(RunningGraph.class)
class FrozenMemberIT {

    private static final String HEARTBEAT = "recall.cluster.heartbeat-timeout = 8s";
    private static final int TIMEOUT_MS = 2000;

    @Test
    void theOtherMembersAnswerInTimeAndTheFrozenOneReturnsWithoutOldStates(
            GraphAddress address, @TempDir Path folder) throws Exception {
        world().publish(TestService.store(folder.resolve("there")), 0);
        String cluster = "test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        int port = FreePort.next();
        // The oldest member coordinates the cluster. Freezing it is the hard case.
        try (MemberProcess there = MemberProcess.join(address, folder.resolve("there"), cluster, port, HEARTBEAT);
                TestService here = TestService.join(address, folder.resolve("here"), cluster, port, HEARTBEAT)) {
            await().atMost(Duration.ofSeconds(40)).until(() -> members(here, here.uri("/metrics")) == 2);
            List<String> users = usersOfBothMembers(cluster);
            for (String user : users) {
                here.post("/v1/events", "[" + click("a-" + user, user, "a") + "]");
                assertThat(here.recall(user)).startsWith("x");
            }

            there.freeze();
            Set<String> reasons = new HashSet<>();
            for (String user : users) {
                long began = System.nanoTime();
                HttpResponse<String> reply = recall(here, here.uri("/v1/recall"), user);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(2 * TIMEOUT_MS));
                assertThat(ids(reply)).startsWith("x").doesNotContain("a");
                reasons.addAll(degradedBy(reply));
            }
            assertThat(reasons).containsExactly("cluster");
            for (String user : users) {
                long began = System.nanoTime();
                HttpResponse<String> posted = here.post(
                        "/v1/events", "[" + click("b-" + user, user, "b") + "]");
                assertThat(posted.statusCode()).isEqualTo(202);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
                await().atMost(Duration.ofSeconds(40))
                        .until(() -> isUpToDate(ids(recall(here, here.uri("/v1/recall"), user))));
            }

            await().atMost(Duration.ofSeconds(40)).until(() -> members(here, here.uri("/metrics")) == 1);
            for (String user : users) {
                await().atMost(Duration.ofSeconds(40)).until(() -> {
                    HttpResponse<String> reply = recall(here, here.uri("/v1/recall"), user);
                    List<String> degradedBy = degradedBy(reply);
                    assertThat(degradedBy.contains("user_state") || isUpToDate(ids(reply))).as(reply.body()).isTrue();
                    return degradedBy.isEmpty();
                });
            }

            GenerationId next = world().write(TestService.store(folder.resolve("here")), 0);
            assertThat(here.post("/v1/generations/" + next + "/activate", "").statusCode()).isEqualTo(200);

            there.thaw();
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> members(here, there.uri("/metrics")) == 2 && members(here, here.uri("/metrics")) == 2);
            for (String user : users) {
                await().atMost(Duration.ofSeconds(40))
                        .until(() -> isUpToDate(ids(recall(here, there.uri("/v1/recall"), user))));
                here.post("/v1/events", "[" + click("p-" + user, user, "p") + "]");
                await().atMost(Duration.ofSeconds(40))
                        .until(() -> !ids(recall(here, there.uri("/v1/recall"), user)).contains("p"));
            }
            // A member that joins the other one serves its generation until their pointers are merged.
            await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
                assertThat(recall(here, there.uri("/v1/recall"), "ann").body()).contains(next.value());
                assertThat(recall(here, here.uri("/v1/recall"), "ann").body()).contains(next.value());
            });
        }
    }

    private static SmallWorld world() {
        return new SmallWorld().next("a", "x", 1).next("b", "y", 1).popular("p", 1);
    }

    /** Returns one user whose state the member of this process stores, and two whose states the other member stores. */
    private static List<String> usersOfBothMembers(String cluster) throws InterruptedException {
        PartitionService partitions = Hazelcast.getAllHazelcastInstances().stream()
                .filter(member -> member.getConfig().getClusterName().equals(cluster)).findFirst().orElseThrow()
                .getPartitionService();
        await().atMost(Duration.ofSeconds(40)).until(partitions::isClusterSafe);
        return Stream.concat(
                users().filter(user -> isLocal(partitions, user)).limit(1),
                users().filter(user -> !isLocal(partitions, user)).limit(2)).toList();
    }

    private static Stream<String> users() {
        return IntStream.range(0, 1000).mapToObj(number -> "user-" + number);
    }

    private static boolean isLocal(PartitionService partitions, String user) {
        return Objects.requireNonNull(partitions.getPartition(user).getOwner()).localMember();
    }

    private static List<String> degradedBy(HttpResponse<String> reply) {
        List<String> reasons = new ArrayList<>();
        json(reply).at("/coverage/degraded_by").forEach(reason -> reasons.add(reason.textValue()));
        return reasons;
    }

    /** Returns true if a list follows from clicks on a and b. */
    private static boolean isUpToDate(List<String> ids) {
        return ids.containsAll(List.of("x", "y")) && !ids.contains("a") && !ids.contains("b");
    }

    private static HttpResponse<String> recall(TestService client, URI uri, String user) {
        return client.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"user_id\":\"" + user + "\",\"timeout_ms\":" + TIMEOUT_MS + "}"))
                .build());
    }

    private static int members(TestService client, URI uri) {
        return client.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60)).GET().build()).body().lines()
                .filter(line -> line.startsWith("graphrecall_cluster_members "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' ')))).sum();
    }

}
