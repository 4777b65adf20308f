package io.graphrecall.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.evaluation.baselines.EmbeddingBaselines;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.offline.BuildOptions;
import io.graphrecall.offline.TrainingOptions;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Hit rates of graph embeddings on users with one interest each, compared with a random ranking. */
@ExtendWith(RunningGraph.class)
class EmbeddingBaselinesIT {

    private static final int TOPICS = 5;
    private static final int CONTENTS_PER_TOPIC = 15;
    private static final int USERS = 60;
    private static final int CLICKS = 7;

    @TempDir
    private Path folder;

    @Test
    void ranksTheTopicOfTheUserFirst(GraphAddress address) throws IOException {
        Path clicks = TopicClicks.write(folder.resolve("data"), USERS, CLICKS, TOPICS, CONTENTS_PER_TOPIC);
        SplitDataSet data = SplitDataSet.read(DataSetFolder.open(clicks), DataSet.Protocol.LEAVE_ONE_OUT,
                Progress.NONE);
        try (TestGraph graph = new TestGraph(address)) {
            graph.empty();
        }
        try (RecallHome home = RecallHome.remote(folder.resolve("home"), address)) {
            BuildOptions options = BuildOptions.DEFAULT.withTraining(TrainingOptions.NONE);
            GenerationManifest built = new Tuning(options, List.of()).build(home, data, Progress.NONE);
            try (Generation generation = RecallHome.generations(home.folder()).open(built.id())) {
                double random = RandomRanking.of(data, 10).bound();
                assertThat(EmbeddingBaselines.hitRates(
                        home.graph(), GraphTables.read(generation), data.folder().dataSet().timestamps(), data.log(),
                        data.split(), 1, Progress.NONE).values()).isNotEmpty()
                        .allSatisfy(rates -> assertThat(rates.get(10)).isGreaterThan(random));
            }
        }
    }
}
