package io.graphrecall.evaluation.run;

import io.graphrecall.evaluation.lists.ListRecall;
import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.evaluation.protocol.Protocol;
import io.graphrecall.evaluation.tuning.BlendTuning;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.offline.BuildOptions;
import io.graphrecall.schema.Progress;
import io.graphrecall.service.RecallServer;
import io.graphrecall.service.ServiceSettings;
import io.graphrecall.service.pipeline.RecallPipeline;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds how to blend the channels: builds a generation without the validation events, asks for the validation targets,
 * and fits weights. This is the first half of every evaluation, and what {@code tune} does.
 */
public final class Tuning {

    /** How long lists are. */
    static final int SIZE = RankingMetrics.SIZES.getLast();

    private final BuildOptions build;
    private final List<String> channels;

    /**
     * A tuning.
     *
     * @param build    how the generation is built; its seed is that of everything random
     * @param channels the channels to blend, in order of priority; empty for all of the default scene
     */
    public Tuning(BuildOptions build, List<String> channels) {
        this.build = build;
        this.channels = List.copyOf(channels);
    }

    /**
     * Tunes on a data set, in a home that is made for it and removed afterwards.
     *
     * @param work the folder for that home
     */
    public BlendTuning.Tuned tune(Path data, Path work, Progress progress) {
        DataSetFolder folder = DataSetFolder.open(data);
        SplitDataSet split = SplitDataSet.read(folder, Protocol.of(folder.dataSet().protocol()), progress);
        try (RecallHome home = RecallHome.local(OutputFolders.empty(work))) {
            build(home, split, progress);
            try (RecallServer server = serve(home)) {
                return tune(server, split, false, progress);
            }
        } finally {
            OutputFolders.remove(work);
        }
    }

    /** Loads what a strict build may know, and builds. */
    GenerationManifest build(RecallHome home, SplitDataSet data, Progress progress) {
        DataSetFolder training = data.write(SplitDataSet.STRICT, home.folder().resolve("training"));
        home.load(training, false, progress);
        return home.build(build, progress);
    }

    /** Serves the default settings. */
    RecallServer serve(RecallHome home) {
        return home.serveInProcess(settings(home), Clock.systemUTC());
    }

    ServiceSettings settings(RecallHome home) {
        return home.defaultSettings().withSeed(build.seed());
    }

    /** The quotas of the default scene before tuning, by channel. */
    Map<String, Integer> quotas() {
        Map<String, Integer> quotas = new LinkedHashMap<>();
        ServiceSettings.defaults().scenes().stream().filter(scene -> scene.name().equals(RecallPipeline.DEFAULT_SCENE))
                .forEach(scene -> scene.channels().forEach((id, share) -> quotas.put(id, share.quota())));
        return quotas;
    }

    BlendTuning.Tuned tune(RecallServer server, SplitDataSet data, boolean ablation, Progress progress) {
        return new BlendTuning(new ListRecall(server.pipeline(), channels, SIZE), build.seed())
                .fit(data.split(), ablation, progress);
    }
}
