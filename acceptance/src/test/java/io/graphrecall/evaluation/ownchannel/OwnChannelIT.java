package io.graphrecall.evaluation.ownchannel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.evaluation.run.Evaluation;
import io.graphrecall.evaluation.run.EvaluationOptions;
import io.graphrecall.evaluation.run.Fit;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.offline.TrainingOptions;
import io.graphrecall.pipeline.ChannelRun;
import io.graphrecall.pipeline.GenerationRecall;
import io.graphrecall.pipeline.RecallRequest;
import io.graphrecall.pipeline.RecallRequest.RequestedChannel;
import io.graphrecall.pipeline.RecallResult;
import io.graphrecall.pipeline.StandardModules;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.explain.ExplainedPath;
import io.graphrecall.pipeline.explain.Explainer;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.UserId;
import io.graphrecall.testkit.RunningGraph;
import io.graphrecall.world.SimulatedWorld;
import io.graphrecall.world.WorldParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An algorithm outside the product: its training step and its serving module are entries of two lists, and it is trained,
 * served, explained and evaluated like the standard algorithms.
 */
@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnChannelIT {

    private static final Instant END = Instant.parse("2026-05-01T00:00:00Z");
    private static final List<ServingModule.Factory> MODULES = StandardModules.with(AuthorAffinityModule.FACTORY);
    private static final int SIZE = 50;

    private final GraphAddress address;
    private final TestGraph graph;
    private final ClassLoader withoutAlgorithm = Thread.currentThread().getContextClassLoader();

    @SuppressWarnings("NullAway.Init")
    private URLClassLoader withAlgorithm;

    @SuppressWarnings("NullAway.Init")
    private Path out;

    @SuppressWarnings("NullAway.Init")
    private RecallHome home;

    @SuppressWarnings("NullAway.Init")
    private GenerationRecall recall;

    OwnChannelIT(GraphAddress address) {
        this.address = address;
        graph = new TestGraph(address);
    }

    /** The evaluation keeps its home, which is then served with the tuned blend. */
    @BeforeAll
    void evaluateAndServe(@TempDir Path folder) throws IOException {
        addDefaultSettings();
        out = folder.resolve("out");
        Path world = folder.resolve("world");
        SimulatedWorld.write(world, WorldParameters.of(60, 150, 1_500, 3, END), Progress.NONE);
        graph.empty();
        TrainingOptions training = TrainingOptions.DEFAULT.withSteps(List.of(new AuthorAffinityStep()));
        Evaluation.run(
                new EvaluationOptions(
                        DataSetFolder.open(world), out, DataSet.Protocol.LEAVE_ONE_OUT, Fit.STRICT, 5, 1,
                        List.of(AuthorAffinityChannel.ID, "i2i", "popular"),
                        false, true, training),
                this::open, Progress.NONE);
        home = open(out.resolve("home"));
        recall = home.recall(home.settings().recall(), Clock.fixed(END, ZoneOffset.UTC));
    }

    private RecallHome open(Path folder) {
        return RecallHome.remote(folder, address, MODULES);
    }

    /** Makes the {@code reference.conf} of this package one more on the class path, as the jar of an algorithm does. */
    private void addDefaultSettings() throws IOException {
        URL file = Objects.requireNonNull(OwnChannelIT.class.getResource("reference.conf"));
        URL folder = URI.create(file.toString()).resolve(".").toURL();
        withAlgorithm = new URLClassLoader(new URL[] {folder}, withoutAlgorithm);
        Thread.currentThread().setContextClassLoader(withAlgorithm);
    }

    @AfterAll
    void close() throws IOException {
        recall.close();
        home.close();
        graph.close();
        Thread.currentThread().setContextClassLoader(withoutAlgorithm);
        withAlgorithm.close();
    }

    @Test
    void theBuildStoresTheModelInTheGeneration() {
        GenerationManifest manifest = RecallHome.generations(home.folder()).list().getLast();
        try (Generation generation = RecallHome.generations(home.folder()).open(manifest.id())) {
            SparseTable affinity = generation.table(AuthorAffinityStep.TABLE);

            assertThat(affinity.rows()).isEqualTo(recall.pipeline().snapshot().tables().authors().size()).isPositive();
            assertThat(manifest.metrics()).containsEntry("author_affinity.pairs", (double) affinity.size());
        }
    }

    @Test
    void theSettingsHaveTheSectionOfTheChannel() throws IOException {
        assertThat(home.settings().lines()).contains("recall.channels.author_affinity.popularity-weight = 0.5");

        Path other = Files.createDirectories(out.resolve("other"));
        Files.writeString(other.resolve("recall.conf"), "recall.channels.author_affinity.popularity-weight = 2.5\n");
        try (RecallHome changed = open(other)) {
            assertThat(changed.settings().changes())
                    .containsExactly("recall.channels.author_affinity.popularity-weight = 2.5");
        }
    }

    @Test
    void theChannelRecallsContentsWithRanksAndTriggers() {
        RecallResult result = recall.pipeline().recall(RecallRequest.of(activeUser(), SIZE).withChannels(
                List.of(RequestedChannel.of(AuthorAffinityChannel.ID),
                        RequestedChannel.of("i2i"))));

        int channel = channel(result);
        assertThat(result.runs().get(channel).status()).isEqualTo(ChannelRun.Status.OK);
        assertThat(IntStream.range(0, result.size()).filter(position -> result.rank(position, channel) >= 0).boxed())
                .isNotEmpty()
                .allSatisfy(position -> assertThat(
                        result.contentId(channel, result.rank(position, channel)))
                        .isEqualTo(result.contentId(position)))
                .allSatisfy(position -> assertThat(
                        Objects.requireNonNull(result.reasons(channel)[position]).text()).startsWith("content:"));
    }

    @Test
    void anExplanationNamesTheOutcomeOfTheChannel() {
        UserId user = activeUser();
        RecallResult result = recall.pipeline().recall(RecallRequest.of(user, 100));
        int channel = channel(result);
        int position = IntStream.range(0, result.size()).filter(at -> result.rank(at, channel) >= 0).findFirst()
                .orElseThrow();

        Explainer.Explanation explanation = explainer().explain(
                recall.pipeline().prepare(RecallRequest.of(user, 100)), null, new ContentId(result.contentId(position)),
                Set.of());

        Explainer.Channel outcome = explanation.channels().stream()
                .filter(explained -> explained.id().equals(AuthorAffinityChannel.ID)).findFirst().orElseThrow();
        assertThat(outcome.outcome()).isEqualTo("recalled");
        assertThat(outcome.rank()).isEqualTo(result.rank(position, channel) + 1);
        assertThat(outcome.paths()).hasSize(1);
        assertThat(outcome.paths().getFirst().nodes()).extracting(ExplainedPath.Node::key).startsWith(user.key());
    }

    @Test
    void theReportHasTheScoresOfTheChannel() throws IOException {
        JsonNode report = new ObjectMapper().readTree(out.resolve("report.json").toFile());

        assertThat(report.at("/training/models")).extracting(JsonNode::asText).containsExactly("author_affinity");
        assertThat(report.at("/results/author_affinity/hit_rate/100").asDouble()).isPositive();
        assertThat(report.at("/tuning/weights/author_affinity").isNumber()).isTrue();
        assertThat(out.resolve("lists")).isDirectoryContaining(
                file -> file.getFileName().toString().startsWith("author_affinity"));
    }

    private static int channel(RecallResult result) {
        return result.runs().stream().map(ChannelRun::channel).toList().indexOf(AuthorAffinityChannel.ID);
    }

    /** The user with the most engagements. */
    private UserId activeUser() {
        return new UserId(graph.lines("MATCH (u:User)-[e:CLICKED|LIKED|PLAYED]->(:Content) WITH u, count(e) AS n"
                + " RETURN u.user_id AS line ORDER BY n DESC, line LIMIT 1").getFirst());
    }

    private Explainer explainer() {
        return new Explainer(home.graph(), content -> false);
    }
}
