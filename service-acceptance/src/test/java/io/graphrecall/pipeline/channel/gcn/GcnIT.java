package io.graphrecall.pipeline.channel.gcn;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphSchema;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.gnn.gcn.Gcn;
import io.graphrecall.gnn.gcn.GcnEmbeddings;
import io.graphrecall.gnn.gcn.GcnParameters;
import io.graphrecall.gnn.gcn.GcnTraining;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.training.TrainingSchedule;
import io.graphrecall.metapath.path.Measure;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.pipeline.ChannelRun;
import io.graphrecall.pipeline.RecallRequest;
import io.graphrecall.pipeline.RecallRequest.RequestedChannel;
import io.graphrecall.pipeline.RecallResult;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.channel.metapath.ServingPath;
import io.graphrecall.pipeline.channel.metapath.ServingPaths;
import io.graphrecall.pipeline.overlay.ContentChange;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.retrieval.tables.TableParameters;
import io.graphrecall.retrieval.vector.SpaceParameters;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.UserId;
import io.graphrecall.schema.parallel.LocalBlocks;
import io.graphrecall.service.RecallServer;
import io.graphrecall.service.ServiceSettings;
import io.graphrecall.service.testing.TestService;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.BeforeEach;
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
import java.util.Objects;
import java.util.stream.IntStream;

@ExtendWith(RunningGraph.class)
class GcnIT {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(SmallWorld.NOW), ZoneOffset.UTC);
    private static final int STEPS = 6;
    private static final GcnParameters SMALL = new GcnParameters(
            16, 5, 3, 0.1f, new GcnParameters.Objective(1_000, 2, 0.2f, 100, 16),
            new TrainingSchedule(3, 32, 3e-2f, 0, 0, 3, 1));

    @TempDir
    private Path home;

    /** Two rings of contents, each with a tag. A user searches for one ring and clicks four successive contents of it. */
    @BeforeEach
    void publish() {
        SmallWorld world = world();
        try (Gcn model = train(world)) {
            Gcn.Vectors vectors = model.vectors(data(world));
            GenerationStore store = new GenerationStore(home.resolve(RecallServer.GENERATIONS));
            store.activate(world.write(store, 0, writer -> {
                VectorSpace.compute(
                        Gcn.SPACE, vectors.targets(), List.of(), 2 * STEPS, SpaceParameters.DEFAULT, 1,
                        LocalBlocks.PLAIN, Progress.NONE)
                        .write(writer);
                vectors.serving().write(writer);
            }));
        }
    }

    private static SmallWorld world() {
        SmallWorld world = new SmallWorld()
                .path("shared-tags", "Content-HAS_TAG->Tag<-HAS_TAG-Content", Measure.WALK)
                .path("same-users", "Content<-CLICKED-User-CLICKED->Content", Measure.WALK);
        for (String path : List.of("forest", "shore")) {
            for (int first = 0; first < STEPS; first++) {
                world.tags(path + first, path).searched(path + "-walker" + first, "to the " + path);
                for (int step = 0; step < 4; step++) {
                    world.clicked(path + "-walker" + first, path + (first + step) % STEPS);
                }
            }
        }
        return world;
    }

    private static GcnTraining.Data data(SmallWorld world) {
        return new GcnTraining.Data(
                world.graph(), TableParameters.DEFAULT.withMetaPaths(world.paths()), world.tables());
    }

    private static Gcn train(SmallWorld world) {
        return new GcnTraining(SMALL, 1, ComputeDevice.CPU).train(data(world), null, Progress.NONE);
    }

    /** Training does not let cold contents use such a path. */
    @Test
    void aNewContentHasNoInputOverAPathThatEndsWithBehaviour() {
        SmallWorld world = world().path(
                "then-clicked", "Content-HAS_TAG->Tag<-HAS_TAG-Content<-CLICKED-User-CLICKED->Content", Measure.WALK);
        List<ServingPath> paths = Objects.requireNonNull(world.snapshot().module(ServingPaths.class)).paths();
        try (Gcn model = train(world)) {
            assertThat(model.metadata().relations()).contains("then-clicked");
            GcnEmbeddings embeddings = model.vectors(data(world)).serving();
            GcnServing all = new GcnServing(embeddings, paths, world.tables());
            GcnServing tags = new GcnServing(embeddings, paths.stream()
                    .filter(path -> path.parameters().name().equals("shared-tags")).toList(), world.tables());
            assertThat(embeddingOfDune(world, all)).containsExactly(embeddingOfDune(world, tags));
        }
    }

    private static float[] embeddingOfDune(SmallWorld world, GcnServing gcn) {
        ServingSnapshot snapshot = world.snapshot(gcn).with(List.of(
                new ContentChange(new ContentId("dune"), content("dune", "shore"), 8)));
        return Objects.requireNonNull(gcn.trigger(snapshot.contentOrdinal("dune"), snapshot.overlay()));
    }

    @Test
    void recallsFromLiveEventsAndRecallsNewContents(GraphAddress address) {
        try (GraphClient graph = GraphClient.connect(address.uri(), address.user(), address.password());
                RecallServer server = start(graph)) {
            assertThat(ids(server, "ann")).as("no event").isEmpty();

            click(server, "ann", "shore3", 1);
            assertThat(ids(server, "ann").subList(0, STEPS - 1)).doesNotContain("shore3")
                    .allSatisfy(id -> assertThat(id).startsWith("shore"));
            click(server, "ann", "forest1", 2);
            List<String> both = ids(server, "ann");
            assertThat(both.subList(0, 4)).as("ring of the latest click first").contains("forest2")
                    .allSatisfy(id -> assertThat(id).startsWith("forest"));
            assertThat(both.subList(4, STEPS + 1)).as("then the ring of the earlier click").contains("shore4");
            RecallResult answer = answer(server, "ann");
            String trigger = answer.contentId(0).startsWith("forest") ? "forest1" : "shore3";
            assertThat(answer.reasons(0)[0]).as("trigger").isEqualTo(new Reason(Reason.Kind.CONTENT, trigger));

            server.intake().contents().post(List.of(content("dune", "shore")));
            click(server, "bea", "shore3", 3);
            assertThat(ids(server, "bea").subList(0, STEPS)).as("new content with the tag of the ring")
                    .containsExactlyInAnyOrder("shore0", "shore1", "shore2", "shore4", "shore5", "dune");
            click(server, "ann", "dune", 4);
            assertThat(answer(server, "ann").reasons(0)).as("new content as a trigger")
                    .contains(new Reason(Reason.Kind.CONTENT, "dune"));
        }
    }

    @Test
    void recallsFromASearchAlone(GraphAddress address) {
        try (GraphClient graph = GraphClient.connect(address.uri(), address.user(), address.password());
                RecallServer server = start(graph)) {
            server.intake().events().post(List.of(new BehaviourEvent(
                    "gcn-search", new UserId("cleo"), Action.SEARCH, new QueryText("to the forest"), CLOCK.instant(), 1,
                    null, null, null, null)));
            RecallResult answer = answer(server, "cleo");
            assertThat(ids(server, "cleo").subList(0, STEPS - 1))
                    .allSatisfy(id -> assertThat(id).startsWith("forest"));
            assertThat(answer.reasons(0)).contains(new Reason(Reason.Kind.QUERY, "to the forest"));
        }
    }

    private RecallServer start(GraphClient graph) {
        GraphSchema.migrate(graph);
        return RecallServer.start(
                ServiceSettings.defaults().with(recall -> recall.withTimeout(TestService.PATIENCE)).withoutHttp(),
                graph, home, CLOCK);
    }

    private static void click(RecallServer server, String user, String content, int order) {
        server.intake().events().post(List.of(new BehaviourEvent(
                "gcn" + order, new UserId(user), Action.CLICK, new ContentId(content),
                CLOCK.instant().plusMillis(order), order, null, null, null, null)));
    }

    private static Content content(String id, String tag) {
        return new Content(new ContentId(id), new Description(
                null, null, List.of(), Map.of(), List.of(tag), null, CLOCK.instant(), null, Description.Status.ACTIVE,
                Description.Media.NONE, Map.of(), Map.of()));
    }

    private static List<String> ids(RecallServer server, String user) {
        RecallResult answer = answer(server, user);
        return IntStream.range(0, answer.size()).mapToObj(answer::contentId).toList();
    }

    private static RecallResult answer(RecallServer server, String user) {
        RecallResult answer = server.recalls().pipeline().recall(RecallRequest.of(new UserId(user), 3 * STEPS)
                .at(CLOCK.instant().plus(Duration.ofSeconds(1)))
                .withChannels(List.of(RequestedChannel.of(Gcn.SPACE))));
        assertThat(answer.runs()).extracting(ChannelRun::status).containsOnly(ChannelRun.Status.OK);
        return answer;
    }
}
