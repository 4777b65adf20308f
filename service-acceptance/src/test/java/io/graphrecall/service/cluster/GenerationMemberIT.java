package io.graphrecall.service.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.overlay.NewContent;
import io.graphrecall.pipeline.overlay.OpenedModule;
import io.graphrecall.pipeline.snapshot.OpeningGeneration;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.FreePort;
import io.graphrecall.testkit.RunningGraph;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

@ExtendWith(RunningGraph.class)
class GenerationMemberIT {

    /** The poll of the pointer and the activation both switch a member; the second of them finds it done. */
    @Test
    void aSwitchToTheGenerationThatServesReadsItOnce(GraphAddress address, @TempDir Path home) throws IOException {
        GenerationId first = new SmallWorld().popular("p", 1).publish(TestService.store(home), 0);
        String cluster = "test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        try (TestService service = TestService.join(address, home, cluster, FreePort.next())) {
            HazelcastInstance member = Hazelcast.getAllHazelcastInstances().stream()
                    .filter(one -> one.getConfig().getClusterName().equals(cluster)).findFirst().orElseThrow();
            ServingSnapshot before = service.server().recalls().snapshots().get();

            Objects.requireNonNull(GenerationMember.of(member)).switchTo(first);

            assertThat(service.server().recalls().snapshots().get()).isSameAs(before);
        }
    }

    /** Encoders leave most contents of a large batch of changes to the next build. */
    @Test
    void contentsThatCameWhileAGenerationWasOpenBesideAreEncodedInSmallBatches(
            GraphAddress address, @TempDir Path home) throws IOException {
        new SmallWorld().popular("p", 1).publish(TestService.store(home), 0);
        GenerationId second = new SmallWorld().popular("p", 1).write(TestService.store(home), 0);
        List<Integer> batches = new CopyOnWriteArrayList<>();
        ServingModule counter = new ServingModule() {
            @Override
            public List<RecallChannel> channels() {
                return List.of();
            }

            @Override
            public @Nullable OpenedModule open(OpeningGeneration opening) {
                boolean isSecond = opening.generation().manifest().id().equals(second);
                return new OpenedModule() {
                    @Override
                    public void encode(List<NewContent> contents) {
                        if (isSecond) {
                            batches.add(contents.size());
                        }
                    }
                };
            }
        };
        try (TestService service = TestService.join(address, home, "test-" + System.nanoTime(), FreePort.next(),
                counter)) {
            assertThat(service.post("/v1/generations/" + second + "/open", "").statusCode()).isEqualTo(200);
            String posted = IntStream.range(0, 45).mapToObj("{\"content_id\":\"beside %d\"}"::formatted)
                    .collect(Collectors.joining(",", "[", "]"));
            assertThat(service.post("/v1/contents", posted).statusCode()).isEqualTo(202);
            batches.clear();

            assertThat(service.post("/v1/generations/" + second + "/activate", "").statusCode()).isEqualTo(200);

            assertThat(batches).containsExactly(20, 20, 5);
        }
    }

    /** An attempt reads all of the generation, so it must not be repeated at each poll. */
    @Test
    void pollsPauseAfterAGenerationThatCannotServe(GraphAddress address, @TempDir Path home) throws Exception {
        new SmallWorld().popular("first", 1).publish(TestService.store(home), 0);
        GenerationId second = new SmallWorld().popular("second", 1).write(TestService.store(home), 0);
        List<Boolean> attempts = new CopyOnWriteArrayList<>();
        AtomicBoolean isReady = new AtomicBoolean();
        ServingModule slow = new ServingModule() {
            @Override
            public List<RecallChannel> channels() {
                return List.of();
            }

            @Override
            public @Nullable OpenedModule open(OpeningGeneration opening) {
                if (opening.generation().manifest().id().equals(second) && !isReady.get()) {
                    attempts.add(true);
                    LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                    throw new RecallException(RecallException.Code.UNAVAILABLE, "a file cannot be read");
                }
                return null;
            }
        };
        try (TestService service = TestService.join(address, home, "test-" + System.nanoTime(), FreePort.next(), slow,
                "recall.live.follow-interval = 50ms")) {
            TestService.store(home).activate(second);
            await().pollDelay(Duration.ofSeconds(4)).until(() -> attempts.size() > 1);
            assertThat(attempts).hasSizeLessThan(6);
            assertThat(service.recall("ann")).containsExactly("first");

            isReady.set(true);
            await().untilAsserted(() -> assertThat(service.recall("ann")).containsExactly("second"));
        }
    }
}
