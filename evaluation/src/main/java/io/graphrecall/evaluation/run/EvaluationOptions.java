package io.graphrecall.evaluation.run;

import io.graphrecall.evaluation.lists.TargetRanks;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.offline.BuildOptions;
import io.graphrecall.offline.TrainingOptions;
import io.graphrecall.schema.DataSet;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
 * @param ablation true to refit the blend without each channel
 * @param keep     true to keep the home after the evaluation
 * @param training training options of the build
 */
public record EvaluationOptions(
        DataSetFolder data,
        Path out,
        DataSet.@Nullable Protocol protocol,
        Fit fit,
        long seed,
        int seeds,
        List<String> channels,
        boolean ablation,
        boolean keep,
        TrainingOptions training) {

    private static final String HOME = "home";
    private static final String LISTS = "lists";

    public EvaluationOptions {
        channels = List.copyOf(channels);
        if (seeds < 1) {
            throw new IllegalArgumentException("seeds is " + seeds + ", must be at least 1");
        }
    }

    /** Returns the folders in which an evaluation deletes files: the temporary homes and the lists. */
    public static List<Path> deletedFolders(Path out, long seed, int seeds) {
        return Stream.concat(
                Stream.of(out.resolve(LISTS)),
                outputs(out, seed, seeds).stream()
                        .flatMap(folder -> Stream.of(folder.resolve(HOME), folder.resolve(LISTS))))
                .toList();
    }

    /** Returns the output folder of each seed. Several seeds have subfolders. */
    static List<Path> outputs(Path out, long seed, int seeds) {
        return seeds == 1
                ? List.of(out)
                : IntStream.range(0, seeds).mapToObj(i -> out.resolve("seed-" + (seed + i))).toList();
    }

    /** Returns the folder of the temporary home. */
    Path home() {
        return out.resolve(HOME);
    }

    /** Returns the folder of the lists. */
    Path lists() {
        return out.resolve(LISTS);
    }

    /** Returns the file of the ranks of the targets. */
    Path ranks() {
        return out.resolve(TargetRanks.FILE);
    }

    BuildOptions build() {
        return BuildOptions.DEFAULT.withoutFit().withSeed(seed).withTraining(training);
    }

    EvaluationOptions withSeed(long singleSeed, Path folder) {
        return new EvaluationOptions(data, folder, protocol, fit, singleSeed, 1, channels, ablation, keep, training);
    }
}
