package io.graphrecall.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphSchema;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.RecallRequest;
import io.graphrecall.pipeline.RecallResult;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

@ExtendWith(RunningGraph.class)
class RecallServerIT {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(SmallWorld.NOW), ZoneOffset.UTC);
    private static final UserId ANN = new UserId("ann");

    @TempDir
    private Path home;

    @Test
    void anEventThatWasAcknowledgedChangesTheNextRecall(GraphAddress address) {
        new SmallWorld().next("a", "x", 1).popular("p", 1)
                .publish(new GenerationStore(home.resolve(RecallServer.GENERATIONS)), 0);
        try (GraphClient graph = GraphClient.connect(address.uri(), address.user(), address.password())) {
            GraphSchema.migrate(graph);
            try (RecallServer server = RecallServer.start(
                    ServiceSettings.defaults().withoutHttp().with(recall -> recall.withTimeout(TestService.PATIENCE)),
                    graph, home,
                    CLOCK)) {
                assertThat(ids(server)).first().isEqualTo("p");

                server.intake().events().post(List.of(new BehaviourEvent(
                        "e1", ANN, Action.CLICK, new ContentId("a"), CLOCK.instant(), 1, null, null, null, null)));

                assertThat(ids(server)).first().isEqualTo("x");
                assertThat(ids(server)).doesNotContain("a");
            }
        }
    }

    @Test
    void aPortThatIsTakenIsNamed(GraphAddress address) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                GraphClient graph = GraphClient.connect(address.uri(), address.user(), address.password())) {
            GraphSchema.migrate(graph);
            ServiceSettings settings = ServiceSettings.defaults().withPort(taken.getLocalPort());
            assertThatThrownBy(() -> RecallServer.start(settings, graph, home, CLOCK))
                    .isInstanceOf(RecallException.class)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ");
        }
    }

    @Test
    void aServiceWithoutAGenerationSaysSoAtItsStart(GraphAddress address) {
        try (GraphClient graph = GraphClient.connect(address.uri(), address.user(), address.password())) {
            GraphSchema.migrate(graph);
            try (RecallServer server = RecallServer.start(ServiceSettings.defaults().withPort(0), graph, home, CLOCK)) {
                assertThat(server.startWarning()).hasValue("no generation serves yet: build one first");
            }
        }
    }

    private static List<String> ids(RecallServer server) {
        RecallResult answer = server.recalls().pipeline().recall(RecallRequest.of(ANN, 10));
        return IntStream.range(0, answer.size()).mapToObj(answer::contentId).toList();
    }
}
