package io.graphrecall.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.offline.BuildOptions;
import io.graphrecall.offline.TrainingOptions;
import io.graphrecall.pipeline.FittedBlend;
import io.graphrecall.pipeline.settings.SettingsSource;
import io.graphrecall.schema.Progress;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Fit of the blend in a build. */
@ExtendWith(RunningGraph.class)
class BlendTrialIT {

    private static final int USERS = 240;
    private static final int TOPICS = 10;
    private static final int CONTENTS_PER_TOPIC = 30;
    private static final int CLICKS = 6;

    private final GraphAddress address;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    BlendTrialIT(GraphAddress address) {
        this.address = address;
    }

    @BeforeEach
    void load() throws IOException {
        Path clicks = TopicClicks.write(folder.resolve("data"), USERS, CLICKS, TOPICS, CONTENTS_PER_TOPIC);
        try (TestGraph graph = new TestGraph(address)) {
            graph.empty();
        }
        try (RecallHome home = RecallHome.remote(folder.resolve("loaded"), address)) {
            home.loader().load(DataSetFolder.open(clicks), false, Progress.NONE).requireUsable(0);
        }
    }

    @Test
    void anExperimentOfTheSceneDoesNotChangeTheFit() throws IOException {
        GenerationManifest plain = build("");
        GenerationManifest during = build(
                """
                        recall.scenes {
                          other = ${recall.scenes.feed} { channels = [{id: popular, quota: 9, min: 0, weight: 1}], variants = [] }
                          feed.variants = [{scene: other, share: 0.5}]
                        }
                        """);
        assertThat(measured(plain.metrics())).containsKeys("withheld_hit_rate.i2i", "withheld_hit_rate.popular");
        assertThat(FittedBlend.of(during)).isNotNull().isEqualTo(FittedBlend.of(plain));
        assertThat(measured(during.metrics())).isEqualTo(measured(plain.metrics()));
    }

    private GenerationManifest build(String settings) throws IOException {
        Path home = Files.createTempDirectory(folder, "home");
        Files.writeString(home.resolve(SettingsSource.FILE), settings);
        try (RecallHome opened = RecallHome.remote(home, address)) {
            return opened.build(BuildOptions.DEFAULT.withTraining(TrainingOptions.NONE), Progress.NONE).orElseThrow();
        }
    }

    private static Map<String, Double> measured(Map<String, Double> metrics) {
        Map<String, Double> measured = new TreeMap<>(metrics);
        measured.keySet().removeIf(metric -> !metric.startsWith("withheld_"));
        return measured;
    }
}
