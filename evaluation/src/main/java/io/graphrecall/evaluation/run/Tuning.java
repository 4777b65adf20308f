package io.graphrecall.evaluation.run;

import io.graphrecall.blend.fit.BlendTuning;
import io.graphrecall.evaluation.lists.ListRecall;
import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.home.RecallHome;
import io.graphrecall.home.WorkFolders;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.offline.BuildOptions;
import io.graphrecall.pipeline.GenerationRecall;
import io.graphrecall.pipeline.PipelineSettings;
import io.graphrecall.pipeline.RecallRequest.RequestedChannel;
import io.graphrecall.schema.Progress;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Tuning of the blend: builds a generation from the training events, recalls for the validation requests and fits the
 * blend. It is the first half of every evaluation, and the {@code tune} command.
 */
public final class Tuning {

    /** Size of all lists. */
    static final int LIST_SIZE = RankingMetrics.SIZES.getLast();

    private final BuildOptions build;
    private final List<String> channels;

    /**
     * Creates a tuning.
     *
     * @param build    build options, used without a fit; their seed is also the seed of the tuning
     * @param channels channels in order of priority; empty for those of the default scene
     */
    public Tuning(BuildOptions build, List<String> channels) {
        this.build = build.withoutFit();
        this.channels = List.copyOf(channels);
    }

    /**
     * Tunes on a data set in a temporary home.
     *
     * @param work  folder of the home; deleted afterwards
     * @param homes opens a home in an empty folder, with an empty graph
     */
    public BlendTuning.Tuned tune(
            DataSetFolder data, Path work, Function<Path, RecallHome> homes, Progress progress) {
        SplitDataSet split = SplitDataSet.read(data, data.dataSet().protocol(), progress);
        WorkFolders.empty(work);
        try (RecallHome home = homes.apply(work)) {
            build(home, split, progress);
            try (GenerationRecall recall = recall(home)) {
                return tune(recall, split, false, progress);
            }
        } finally {
            WorkFolders.delete(work);
        }
    }

    /**
     * Loads the training events and builds.
     *
     * @throws io.graphrecall.schema.RecallException with code INVALID, before the load, if there is no such channel
     */
    GenerationManifest build(RecallHome home, SplitDataSet data, Progress progress) {
        home.requireChannels(channels);
        DataSetFolder training = data.write(SplitDataSet.STRICT, home.folder().resolve("training"));
        home.loader().load(training, false, progress).requireUsable(training.maxRejectedShare());
        return home.build(build, progress).orElseThrow();
    }

    /** Recalls with the settings of a home. */
    GenerationRecall recall(RecallHome home) {
        return home.recall(settings(home), Clock.systemUTC());
    }

    /** Returns the settings of a home without experiments. */
    PipelineSettings settings(RecallHome home) {
        return home.settings().recall().withoutVariants().withSeed(build.seed());
    }

    BlendTuning.Tuned tune(GenerationRecall opened, SplitDataSet data, boolean ablation, Progress progress) {
        List<RequestedChannel> requested = channels.stream().map(RequestedChannel::of).toList();
        ListRecall recall = new ListRecall(opened.pipeline(), requested, LIST_SIZE);
        return new BlendTuning<EvaluationRequest>(
                request -> recall.recall(request.userId(), Instant.ofEpochMilli(request.at()))
                        .labelled(request.targets()),
                build.seed()).fit(data.split().validation(), ablation, progress);
    }
}
