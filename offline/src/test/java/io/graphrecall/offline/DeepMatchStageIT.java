package io.graphrecall.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.content.text.Terms;
import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.gnn.match.DeepMatch;
import io.graphrecall.metapath.GraphTables;
import io.graphrecall.metapath.vector.VectorSpace;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.Progress;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

@ExtendWith(RunningGraph.class)
class DeepMatchStageIT {

    private static final TrainingOptions SHORT = TrainingOptions.DEFAULT.withEpochs(2);

    private final TestGraph graph;

    @TempDir
    private Path folder;

    DeepMatchStageIT(GraphAddress address) {
        graph = new TestGraph(address);
    }

    /** Twenty users who go along a row of ten contents, each from another one on. */
    @BeforeEach
    void load() {
        graph.load("CREATE (:Sequence {name: 'seq', value: 1})");
        graph.run("UNWIND range(0, 9) AS c CREATE (:Content {content_id: 'c' + c, title: 'content ' + (c % 3)})");
        graph.run("""
                UNWIND range(0, 19) AS u CREATE (user:User {user_id: 'u' + u})
                WITH u, user UNWIND range(0, 3) AS step
                MATCH (c:Content {content_id: 'c' + (u + step) % 10})
                CREATE (user)-[:CLICKED {event_id: u + '-' + step, at: 1000 * step, ord: step}]->(c)""");
    }

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void aBuildLearnsFromBehaviourOnceAndHasModelAndVectorsSideBySide() {
        Outcomes told = new Outcomes();
        GenerationManifest manifest = build(SHORT, told);
        assertThat(manifest.embeddings().get("space.deep_match"))
                .isEqualTo(new GenerationManifest.Embedding(EmbeddingTable.Metric.INNER_PRODUCT, 64));
        assertThat(manifest.metrics()).containsEntry("deep_match.epochs", 2.0).containsEntry("deep_match.samples", 58.0)
                .containsKeys("deep_match.loss", "deep_match.validation");
        assertThat(manifest.settings()).containsKey(DeepMatch.SPACE);
        try (Generation generation = store().open(manifest.id());
                DeepMatch model = DeepMatch.read(
                        new ByteArrayInputStream(generation.bytes(DeepMatch.MODEL)), 1)) {
            assertThat(model.contents(GraphTables.read(generation), null).valueArray())
                    .containsExactly(VectorSpace.read(generation, DeepMatch.SPACE).vectors().valueArray());
        }
        assertThat(told.outcomes).doesNotContain("the one that is there still fits");

        assertThat(build(SHORT, told).files()).isEqualTo(manifest.files());
        assertThat(told.outcomes).contains("the one that is there still fits");

        TrainingOptions again = new TrainingOptions(false, true, 2, true, 1, null);
        assertThat(build(again, Progress.NONE).files()).as("one seed gives one result").isEqualTo(manifest.files());

        graph.run("MATCH (u:User {user_id: 'u0'}), (c:Content {content_id: 'c7'})"
                + " CREATE (u)-[:CLICKED {event_id: 'more', at: 9000, ord: 9}]->(c)");
        assertThat(build(SHORT, Progress.NONE).metrics()).containsEntry("deep_match.samples", 59.0);
    }

    @Test
    void whereNothingCanBeLearnedThereIsNoModel() {
        graph.run("MATCH (:User)-[e:CLICKED]->() WHERE e.ord > 0 DELETE e");
        Outcomes told = new Outcomes();
        GenerationManifest manifest = build(SHORT, told);
        assertThat(manifest.embeddings()).doesNotContainKey("space.deep_match");
        assertThat(told.outcomes).contains("no user engaged with one content after another");
    }

    private GenerationManifest build(TrainingOptions training, Progress progress) {
        return new GenerationBuild(graph.client(), store(), new Terms()::of, null,
                List.of(new DeepMatchStage(training, folder)))
                .run(BuildOptions.DEFAULT.withStages(EnumSet.of(Stage.TRAIN, Stage.TABLES)), progress);
    }

    private GenerationStore store() {
        return new GenerationStore(folder.resolve("generations"));
    }

    /** Keeps what tasks ended with. */
    private static final class Outcomes implements Progress {

        private final List<String> outcomes = new ArrayList<>();

        @Override
        public void begin(String task, long total) {}

        @Override
        public void advance(long steps) {}

        @Override
        public void end(String outcome) {
            outcomes.add(outcome);
        }
    }
}
