package io.graphrecall.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.evaluation.report.EvaluationReport;
import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.offline.TrainingOptions;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Expected scores of channels without training on real behaviour, through the pipeline that serves. */
@ExtendWith(RunningGraph.class)
class QualityIT {

    /** HR@10 and HR@100 with seed 42. */
    private static final Map<String, double[]> EXPECTED = Map.of(
            "merged", new double[] {0.264, 0.587},
            "i2i", new double[] {0.165, 0.438},
            "term", new double[] {0.215, 0.595},
            "attribute", new double[] {0.124, 0.397},
            "metapath", new double[] {0.190, 0.529},
            "v2v_text", new double[] {0.223, 0.570},
            "cluster", new double[] {0.190, 0.471},
            "popular", new double[] {0.033, 0.281});

    /** Four of the 121 test targets, which rounding on another processor may move; six if k-means amplifies it. */
    private static final double BAND = 4.1 / 121;
    private static final double CLUSTER_BAND = 6.1 / 121;

    @TempDir
    private Path folder;

    @Test
    void channelsReachTheirExpectedScoresOnRealBehaviour(GraphAddress address) throws IOException {
        Path data = data();
        EvaluationReport report = Evaluation.run(
                new EvaluationOptions(
                        DataSetFolder.open(data), folder.resolve("out"), DataSet.Protocol.LEAVE_ONE_OUT, Fit.STRICT, 42,
                        1,
                        List.of(), false, false,
                        TrainingOptions.NONE),
                home -> emptyHome(home, address), Progress.NONE);

        EXPECTED.forEach((channel, rates) -> {
            EvaluationReport.Result result = Objects.requireNonNull(report.results().get(channel), channel);
            double band = channel.equals("cluster") ? CLUSTER_BAND : BAND;
            assertThat(result.hitRate().get(10)).as("HR@10 of %s", channel).isCloseTo(rates[0], within(band));
            assertThat(result.hitRate().get(100)).as("HR@100 of %s", channel).isCloseTo(rates[1], within(band));
        });
        assertThat(hitRate(report, "merged")).as("HR@10 of merged").isGreaterThan(
                EXPECTED.keySet().stream().filter(channel -> !channel.equals("merged"))
                        .mapToDouble(channel -> hitRate(report, channel)).max().orElseThrow());
        double random = RandomRanking.of(
                SplitDataSet.read(DataSetFolder.open(data), DataSet.Protocol.LEAVE_ONE_OUT, Progress.NONE), 10).bound();
        assertThat(List.of("merged", "i2i", "term", "attribute", "metapath", "v2v_text", "cluster"))
                .allSatisfy(channel -> assertThat(hitRate(report, channel)).isGreaterThan(random));
    }

    private static double hitRate(EvaluationReport report, String channel) {
        return Objects.requireNonNull(report.results().get(channel), channel).hitRate().get(10);
    }

    private static RecallHome emptyHome(Path home, GraphAddress address) {
        try (TestGraph graph = new TestGraph(address)) {
            graph.empty();
        }
        return RecallHome.remote(home, address);
    }

    private Path data() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        for (String name : List.of("dataset.json", "contents.jsonl.gz", "events.jsonl.gz")) {
            try (InputStream in = Objects.requireNonNull(QualityIT.class.getResourceAsStream(
                    "/io/graphrecall/evaluation/debian-uploads/" + name))) {
                Files.copy(in, data.resolve(name));
            }
        }
        return data;
    }
}
