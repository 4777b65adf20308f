package io.graphrecall.evaluation.run;

import io.graphrecall.evaluation.protocol.Protocol;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.offline.BuildOptions;
import io.graphrecall.offline.TrainingOptions;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/**
 * Options of an evaluation.
 *
 * @param data     data set
 * @param out      output folder for reports, lists and the home
 * @param protocol evaluation protocol; null for the default of the data set
 * @param fit      events that the generation of the test is built from
 * @param seed     random seed, also of the order of equal scores
 * @param seeds    number of evaluations with successive seeds; the report of more than one has means
 * @param channels channels in order of priority; empty for those of the default scene
 * @param ablation number of trainings of each variant of the deep match model; 0 for no ablation, otherwise the blend is
 *                 also refitted without each channel
 * @param keep     true to keep the home after the evaluation
 * @param training training options of the build
 */
public record EvaluationOptions(
        DataSetFolder data,
        Path out,
        @Nullable Protocol protocol,
        Fit fit,
        long seed,
        int seeds,
        List<String> channels,
        int ablation,
        boolean keep,
        TrainingOptions training) {

    public EvaluationOptions {
        channels = List.copyOf(channels);
        if (seeds < 1) {
            throw new IllegalArgumentException("seeds is " + seeds + ", must be at least 1");
        }
        if (ablation < 0) {
            throw new IllegalArgumentException("ablation is " + ablation + ", must be at least 0");
        }
    }

    boolean ablates() {
        return ablation > 0;
    }

    BuildOptions build() {
        return BuildOptions.DEFAULT.withSeed(seed).withTraining(training);
    }

    EvaluationOptions withSeed(long singleSeed, Path folder) {
        return new EvaluationOptions(data, folder, protocol, fit, singleSeed, 1, channels, ablation, keep, training);
    }
}
