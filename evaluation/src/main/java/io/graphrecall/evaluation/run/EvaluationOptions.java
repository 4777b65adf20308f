package io.graphrecall.evaluation.run;

import io.graphrecall.evaluation.protocol.Protocol;
import io.graphrecall.offline.BuildOptions;
import io.graphrecall.offline.TrainingOptions;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/**
 * What to evaluate.
 *
 * @param data     the data-set folder
 * @param out      the folder for reports, lists and the home that is used
 * @param protocol null for the one the data set asks for
 * @param seed     of everything random, and of the order of equal scores
 * @param seeds    how many evaluations to make, with this seed and the ones after it; more than one give means
 * @param channels the channels to recall from, in order of priority; empty for all of the default scene
 * @param ablation how often to train each variant of the deep match model, beside fitting weights without each channel;
 *                 0 for neither
 * @param keep     whether the home stays when the evaluation is over
 * @param training what is learned
 */
public record EvaluationOptions(
        Path data,
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
            throw new IllegalArgumentException("seeds is " + seeds + ", at least 1 is wanted");
        }
        if (ablation < 0) {
            throw new IllegalArgumentException("ablation is " + ablation + ", at least 0 is wanted");
        }
    }

    boolean ablates() {
        return ablation > 0;
    }

    /** How generations are built. */
    BuildOptions build() {
        return BuildOptions.DEFAULT.withSeed(seed).withTraining(training);
    }

    /** The same with one seed. */
    EvaluationOptions withSeed(long one, Path folder) {
        return new EvaluationOptions(data, folder, protocol, fit, one, 1, channels, ablation, keep, training);
    }
}
