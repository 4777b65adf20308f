package io.graphrecall.service.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.service.http.TcpProxy;
import io.graphrecall.service.testing.SmallWorld;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

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
            LiveSnapshots snapshots = new LiveSnapshots(graph, service.server().users(), generation -> {
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
}
