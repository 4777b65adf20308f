package io.graphrecall.service.channel.deepmatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphSchema;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.deepmatch.MatchParameters;
import io.graphrecall.gnn.deepmatch.MatchTraining;
import io.graphrecall.gnn.deepmatch.MatchVariant;
import io.graphrecall.gnn.deepmatch.UserSequences;
import io.graphrecall.gnn.training.TrainingSchedule;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.RecallServer;
import io.graphrecall.service.ServiceSettings;
import io.graphrecall.service.overlay.OpenedModule;
import io.graphrecall.service.overlay.OpenedModules;
import io.graphrecall.service.pipeline.ChannelRun;
import io.graphrecall.service.pipeline.RecallRequest;
import io.graphrecall.service.pipeline.RecallRequest.RequestedChannel;
import io.graphrecall.service.pipeline.RecallResult;
import io.graphrecall.service.snapshot.OpeningGeneration;
import io.graphrecall.service.testing.SmallWorld;
import io.graphrecall.service.testing.TwoPaths;
import io.graphrecall.testkit.RunningGraph;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

@ExtendWith(RunningGraph.class)
class DeepMatchIT {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(SmallWorld.NOW), ZoneOffset.UTC);
    private static final UserId ANN = new UserId("ann");
    private static final MatchParameters SMALL = new MatchParameters(
            new MatchParameters.Model(MatchVariant.BASE, 16, 1, 2, 8, 0, MatchParameters.Filter.DEFAULT, true, 0.1f),
            new MatchParameters.Objective(1_000, 100, 16, 0.1f),
            new TrainingSchedule(15, 16, 1e-2f, 0, 0, 15, 1));

    @TempDir
    private Path home;

    private final TwoPaths paths = new TwoPaths();

    @Test
    void theVectorOfAUserFollowsWhatWasJustPostedAndFindsNewContents(GraphAddress address) {
        publish();
        try (GraphClient graph = GraphClient.connect(address.uri(), address.user(), address.password())) {
            GraphSchema.migrate(graph);
            try (RecallServer server = RecallServer.start(
                    ServiceSettings.defaults().withoutHttp(), graph, home, CLOCK)) {
                assertThat(ids(server)).as("nothing to go by").isEmpty();

                click(server, "shore3", 1);
                assertThat(ids(server)).first().isEqualTo("shore4");
                assertThat(ids(server)).doesNotContain("shore3");
                click(server, "forest1", 2);
                assertThat(ids(server)).first().isEqualTo("forest2");

                server.contents().post(List.of(TwoPaths.content("glade", "forest"), TwoPaths.content("dune", "shore")));
                assertThat(ids(server)).contains("glade");
                click(server, "glade", 3);
                assertThat(ids(server)).isNotEmpty().doesNotContain("glade");
            }
        }
    }

    @Test
    void theLatestVectorOfEachUserIsCachedAndOldModelsAreClosed() throws Exception {
        List<GenerationId> ids = List.of(publish(), publish(), publish(), publish());
        UserSequences none = new UserSequences(Map.of());
        ConcurrentMap<String, byte[]> cache = new ConcurrentHashMap<>();
        UserVectors vectors = new UserVectors(cache);
        try (DeepMatchModule module = new DeepMatchModule(vectors)) {
            UserVectors.Key first = new UserVectors.Key(ids.getFirst(), ANN, 1);
            assertThat(open(module, ids.getFirst())).isNotNull();
            float[] vector = vectors.of(first, () -> none).get();
            assertThat(vector).hasSize(16);
            while (!cache.containsKey(ANN.key())) {
                Thread.onSpinWait();
            }
            assertThat(vectors.of(first, () -> {
                throw new AssertionError("the vector is cached");
            }).get()).isEqualTo(vector);
            assertThat(open(module, ids.get(1))).isNotNull();
            assertThat(open(module, ids.get(2))).isNotNull();
            assertThat(vectors.of(new UserVectors.Key(ids.getFirst(), ANN, 2), () -> none).get()).hasSize(16);
            assertThat(open(module, ids.get(3))).isNotNull();
            assertThatThrownBy(() -> vectors.of(new UserVectors.Key(ids.getFirst(), ANN, 3), () -> none).get())
                    .isInstanceOf(ExecutionException.class).hasMessageContaining("is not open");
            assertThat(cache).hasEntrySatisfying(ANN.key(), latest -> assertThat(UserVector.of(latest).fingerprint())
                    .isEqualTo(2));
            module.forget(ANN);
            assertThat(cache).isEmpty();
            assertThat(open(module, new SmallWorld().content("a").write(store(), 0))).isNull();
        }
    }

    private @Nullable OpenedModule open(DeepMatchModule module, GenerationId id) {
        try (Generation generation = store().open(id)) {
            return module.open(new OpeningGeneration(generation, paths.tables(), Map.of(), OpenedModules.NONE));
        }
    }

    private GenerationStore store() {
        return new GenerationStore(home.resolve(RecallServer.GENERATIONS));
    }

    private GenerationId publish() {
        return paths.publish(home, DeepMatch.SPACE, DeepMatch.MODEL, new MatchTraining(SMALL, 1));
    }

    private static void click(RecallServer server, String content, int order) {
        server.events().post(List.of(new BehaviourEvent(
                "e" + order, ANN, Action.CLICK, new ContentId(content), CLOCK.instant().plusMillis(order), order, null,
                null, null, null)));
    }

    private static List<String> ids(RecallServer server) {
        RecallResult answer = server.pipeline().recall(RecallRequest.of(ANN, 10).at(CLOCK.instant().plus(
                Duration.ofSeconds(1))).withChannels(List.of(new RequestedChannel(DeepMatch.SPACE, null, null))));
        assertThat(answer.runs()).extracting(ChannelRun::status).containsOnly(ChannelRun.Status.OK);
        return IntStream.range(0, answer.size()).mapToObj(answer::contentId).toList();
    }
}
