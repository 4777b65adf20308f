package io.graphrecall.pipeline.channel.personalised;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphSchema;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.gnn.personalised.Personalised;
import io.graphrecall.gnn.personalised.PersonalisedParameters;
import io.graphrecall.gnn.personalised.PersonalisedTraining;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.training.TrainingSchedule;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.ChannelRun;
import io.graphrecall.pipeline.RecallRequest;
import io.graphrecall.pipeline.RecallRequest.RequestedChannel;
import io.graphrecall.pipeline.RecallResult;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.RecallServer;
import io.graphrecall.service.ServiceSettings;
import io.graphrecall.service.http.TwoPaths;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

@ExtendWith(RunningGraph.class)
class PersonalisedIT {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(SmallWorld.NOW), ZoneOffset.UTC);
    private static final UserId ANN = new UserId("ann");
    private static final PersonalisedParameters SMALL = new PersonalisedParameters(
            new PersonalisedParameters.Model(8, 4, 0, true),
            new PersonalisedParameters.Objective(1_000, 8),
            new TrainingSchedule(4, 16, 1e-2f, 0, 0, 4, 1));

    @TempDir
    private Path home;

    @Test
    void aContentThatNobodyHasClickedIsFoundAndFindsAtOnce(GraphAddress address) {
        new TwoPaths().publish(
                home, Personalised.SPACE, Personalised.MODEL, new PersonalisedTraining(SMALL, 1, ComputeDevice.CPU));
        try (GraphClient graph = GraphClient.connect(address.uri(), address.user(), address.password())) {
            GraphSchema.migrate(graph);
            try (RecallServer server = RecallServer.start(
                    ServiceSettings.defaults().withoutHttp().with(recall -> recall.withTimeout(TestService.PATIENCE)),
                    graph, home,
                    CLOCK)) {
                assertThat(server.recalls().pipeline().channels()).contains(Personalised.SPACE)
                        .doesNotContain("v2v_" + Personalised.SPACE);
                server.intake().contents().post(List.of(
                        TwoPaths.content("glade", "forest"), TwoPaths.content("dune", "shore")));
                click(server, "forest1", 1);
                assertThat(ids(server)).contains("glade", "forest2").doesNotContain("dune", "shore1");
                click(server, "dune", 2);
                assertThat(ids(server)).contains("shore1", "glade").doesNotContain("dune");
            }
        }
    }

    @Test
    void aModelOfAnotherVersionLeavesOutItsChannelAndNotTheGeneration(GraphAddress address) {
        GenerationStore store = new GenerationStore(home.resolve(RecallServer.GENERATIONS));
        store.activate(new SmallWorld().popular("p", 2).write(
                store, 0, writer -> writer.bytes(Personalised.MODEL, new byte[] {1, 2, 3})));
        try (GraphClient graph = GraphClient.connect(address.uri(), address.user(), address.password())) {
            GraphSchema.migrate(graph);
            try (RecallServer server = RecallServer.start(
                    ServiceSettings.defaults().withoutHttp().with(recall -> recall.withTimeout(TestService.PATIENCE)),
                    graph, home,
                    CLOCK)) {
                RecallResult answer = server.recalls().pipeline().recall(RecallRequest.of(ANN, 20).at(CLOCK.instant()));
                assertThat(answer.contentId(0)).isEqualTo("p");
                assertThat(answer.runs()).filteredOn(run -> run.channel().equals(Personalised.SPACE))
                        .extracting(ChannelRun::status).doesNotContain(ChannelRun.Status.OK);
            }
        }
    }

    private static void click(RecallServer server, String content, int order) {
        server.intake().events().post(List.of(new BehaviourEvent(
                "e" + order, ANN, Action.CLICK, new ContentId(content), CLOCK.instant().plusMillis(order), order, null,
                null, null, null)));
    }

    private static List<String> ids(RecallServer server) {
        RecallResult answer = server.recalls().pipeline().recall(RecallRequest.of(ANN, 20).at(CLOCK.instant().plus(
                Duration.ofSeconds(1))).withChannels(List.of(RequestedChannel.of(Personalised.SPACE))));
        assertThat(answer.runs()).extracting(ChannelRun::status).containsOnly(ChannelRun.Status.OK);
        return IntStream.range(0, answer.size()).mapToObj(answer::contentId).toList();
    }
}
