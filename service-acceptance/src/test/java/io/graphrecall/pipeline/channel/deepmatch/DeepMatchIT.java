package io.graphrecall.pipeline.channel.deepmatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphSchema;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.deepmatch.MatchParameters;
import io.graphrecall.gnn.deepmatch.MatchTraining;
import io.graphrecall.gnn.deepmatch.MatchVariant;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.training.TrainingSchedule;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.ChannelRun;
import io.graphrecall.pipeline.RecallRequest;
import io.graphrecall.pipeline.RecallRequest.RequestedChannel;
import io.graphrecall.pipeline.RecallResult;
import io.graphrecall.pipeline.channel.MemberCache;
import io.graphrecall.pipeline.overlay.OpenedModule;
import io.graphrecall.pipeline.overlay.OpenedModules;
import io.graphrecall.pipeline.snapshot.OpeningGeneration;
import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.UserState;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;

@ExtendWith(RunningGraph.class)
class DeepMatchIT {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(SmallWorld.NOW), ZoneOffset.UTC);
    private static final UserId ANN = new UserId("ann");
    private static final MatchParameters SMALL = new MatchParameters(
            new MatchParameters.Model(
                    MatchVariant.BASE, 16, 8, 0, 0.02f, new MatchParameters.Encoder(1, 2, 0.7, 3), true, 0.1f, true,
                    true,
                    true),
            new MatchParameters.Objective(1_000, 100, 16, 0.1f, true),
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
                    ServiceSettings.defaults().withoutHttp().with(recall -> recall.withTimeout(TestService.PATIENCE)),
                    graph, home,
                    CLOCK)) {
                assertThat(ids(server)).as("without behaviour, the popular contents")
                        .containsExactly(TwoPaths.POPULAR, "forest5");

                click(server, "shore3", 1);
                assertThat(ids(server)).first().isEqualTo("shore4");
                assertThat(ids(server)).doesNotContain("shore3");
                click(server, "forest1", 2);
                assertThat(ids(server)).first().isEqualTo("forest2");

                server.intake().contents()
                        .post(List.of(TwoPaths.content("glade", "forest"), TwoPaths.content("dune", "shore")));
                assertThat(ids(server)).contains("glade");
                click(server, "glade", 3);
                assertThat(ids(server)).isNotEmpty().doesNotContain("glade");
            }
        }
    }

    @Test
    void theLatestVectorOfEachUserIsCached() {
        GenerationId id = publish();
        ConcurrentMap<String, byte[]> cache = new ConcurrentHashMap<>();
        UserVectors vectors = new UserVectors(new MemberCache() {
            @Override
            public byte @Nullable [] get(String key) {
                return cache.get(key);
            }

            @Override
            public void put(String key, byte[] value) {
                cache.put(key, value);
            }

            @Override
            public void remove(String key) {
                cache.remove(key);
            }
        });
        DeepMatchModule module = new DeepMatchModule(vectors);
        assertThat(open(module, id)).isNotNull();
        assertThat(open(module, new SmallWorld().content("a").write(store(), 0))).isNull();
        float[] first = {1, 2};
        assertThat(vectors.of(new UserVectors.Key(id, ANN, 1), () -> new UserVectors.Computed(first, false)))
                .isEqualTo(first);
        assertThat(cache).as("a content is not known yet").isEmpty();
        assertThat(vectors.of(new UserVectors.Key(id, ANN, 1), () -> new UserVectors.Computed(first, true)))
                .isEqualTo(first);
        assertThat(vectors.of(new UserVectors.Key(id, ANN, 1), () -> {
            throw new AssertionError("the vector is cached");
        })).isEqualTo(first);
        float[] second = {3, 4};
        assertThat(vectors.of(new UserVectors.Key(id, ANN, 2), () -> new UserVectors.Computed(second, true)))
                .isEqualTo(second);
        assertThat(vectors.of(new UserVectors.Key(new GenerationId("20261125T004512Z-0000"), ANN, 2),
                () -> new UserVectors.Computed(first, true))).isEqualTo(first);
        assertThat(cache).hasSize(1);
        module.forget(ANN);
        assertThat(cache).isEmpty();
    }

    @Test
    void theClockChangesTheFingerprintWhereItChangesTheVector() {
        long minute = Duration.ofMinutes(1).toMillis();
        UserState user = UserState.empty(ANN).with(
                new Engagement("e", Action.CLICK, "shore1", SmallWorld.NOW, 0, -1, null));
        long previous = SequenceFingerprint.of(user, SmallWorld.NOW);
        List<Long> changes = new ArrayList<>();
        for (long age = 0; age <= 40 * minute; age += 1_000) {
            long fingerprint = SequenceFingerprint.of(user, SmallWorld.NOW + age);
            if (fingerprint != previous) {
                changes.add(age / 1_000);
            }
            previous = fingerprint;
        }
        // Buckets of 2^n - 1 seconds, and the end of the session after 30 minutes.
        assertThat(changes).containsExactly(1L, 3L, 7L, 15L, 31L, 63L, 127L, 255L, 511L, 1023L, 1800L, 2047L);
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
        return paths.publish(home, DeepMatch.SPACE, DeepMatch.MODEL, new MatchTraining(SMALL, 1, ComputeDevice.CPU));
    }

    private static void click(RecallServer server, String content, int order) {
        server.intake().events().post(List.of(new BehaviourEvent(
                "e" + order, ANN, Action.CLICK, new ContentId(content), CLOCK.instant().plusMillis(order), order, null,
                null, null, null)));
    }

    private static List<String> ids(RecallServer server) {
        RecallResult answer = server.recalls().pipeline().recall(RecallRequest.of(ANN, 10).at(CLOCK.instant().plus(
                Duration.ofSeconds(1))).withChannels(List.of(RequestedChannel.of(DeepMatch.SPACE))));
        assertThat(answer.runs()).extracting(ChannelRun::status).containsOnly(ChannelRun.Status.OK);
        return IntStream.range(0, answer.size()).mapToObj(answer::contentId).toList();
    }
}
