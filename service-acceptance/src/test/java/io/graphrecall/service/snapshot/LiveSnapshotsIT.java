package io.graphrecall.service.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.overlay.NewContent;
import io.graphrecall.pipeline.overlay.OpenedModule;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.service.http.TcpProxy;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

@ExtendWith(RunningGraph.class)
class LiveSnapshotsIT {

    @Test
    void aRefreshThatHangsDelaysNoSkipAndKeepsIt(GraphAddress address, @TempDir Path home) throws Exception {
        URI uri = address.uri();
        try (TestService service = TestService.start(address, home);
                TcpProxy proxy = new TcpProxy(uri.getHost(), uri.getPort());
                GraphClient graph = GraphClient.connect(
                        URI.create(uri.getScheme() + "://127.0.0.1:" + proxy.port()), address.user(),
                        address.password())) {
            LiveSnapshots snapshots = new LiveSnapshots(graph, service.server().recalls().users(), generation -> {
                throw new AssertionError("opens no generation");
            });
            snapshots.switchTo(new LiveSnapshots.State(new SmallWorld().popular("p", 1).snapshot(), 0));
            long seq = snapshots.seq();
            proxy.freeze();
            Thread refresh = Thread.ofPlatform().start(snapshots::refresh);
            await().until(() -> refresh.getState() == Thread.State.WAITING);

            Thread skip = Thread.ofPlatform().start(() -> snapshots.skip(seq + 1));

            assertThat(skip.join(Duration.ofSeconds(20))).isTrue();
            assertThat(snapshots.seq()).isEqualTo(seq + 1);
            proxy.thaw();
            assertThat(refresh.join(Duration.ofSeconds(20))).isTrue();
            assertThat(snapshots.seq()).isEqualTo(seq + 1);
        }
    }

    @Test
    void allContentsSinceABuildAreEncodedWhenItsGenerationIsOpened(GraphAddress address, @TempDir Path home) {
        GenerationStore store = TestService.store(home);
        GenerationId id = new SmallWorld().popular("p", 1).publish(store, 0);
        List<Integer> batches = new ArrayList<>();
        OpenedModule counter = new OpenedModule() {
            @Override
            public void encode(List<NewContent> contents) {
                batches.add(contents.size());
            }
        };
        try (TestService service = TestService.start(address, home); Generation generation = store.open(id)) {
            String posted = IntStream.range(0, 45).mapToObj("{\"content_id\":\"new %d\"}"::formatted)
                    .collect(Collectors.joining(",", "[", "]"));
            assertThat(service.post("/v1/contents", posted).statusCode()).isEqualTo(202);
            ServingSnapshot empty = new SmallWorld().popular("p", 1).snapshot(counter);
            LiveSnapshots snapshots = new LiveSnapshots(
                    service.graph(), service.server().recalls().users(), opened -> empty);

            ServingSnapshot prepared = snapshots.prepare(generation).snapshot();

            assertThat(prepared.overlay().newContents()).hasSize(45);
            assertThat(batches).as("as many at once as encoders take").containsExactly(20, 20, 5);
        }
    }
}
