package io.graphrecall.offline;

import io.graphrecall.content.encode.EncoderParameters;
import io.graphrecall.gnn.training.TrainingContext;
import io.graphrecall.retrieval.tables.TableParameters;
import io.graphrecall.schema.parallel.BlockRunner;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Options of a build.
 *
 * @param stages   stages that run
 * @param asOf     upper limit of event times, which becomes the generation's time; null for the newest event
 * @param seed     seed of all random numbers, kept in the manifest
 * @param tables   settings of the lookup tables
 * @param encoder  text encoder; null to use texts as terms only
 * @param training training of models
 * @param fitsBlend true to withhold the latest content of some users and fit the blend of the default scene to it
 */
public record BuildOptions(Set<Stage> stages, @Nullable Instant asOf, long seed, TableParameters tables,
        @Nullable EncoderParameters encoder, TrainingOptions training, boolean fitsBlend) {

    /** All stages, all events, seed 0, with a fit of the blend. */
    public static final BuildOptions DEFAULT = new BuildOptions(
            EnumSet.allOf(Stage.class), null, 0, TableParameters.DEFAULT, EncoderParameters.DEFAULT,
            TrainingOptions.DEFAULT, true);

    public BuildOptions {
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("a build needs at least one stage");
        }
        stages = Set.copyOf(stages);
    }

    /** Returns true if at least one of these stages runs. */
    boolean runsAny(Stage first, Stage... others) {
        return stages.contains(first) || Arrays.stream(others).anyMatch(stages::contains);
    }

    /** Returns true if content understanding runs: it needs a text encoder. */
    boolean understands() {
        return encoder != null && stages.contains(Stage.UNDERSTAND);
    }

    TrainingContext trainingContext(Path home, BlockRunner runner) {
        return training.context(stages.contains(Stage.TRAIN), seed, home, runner);
    }

    public BuildOptions withAsOf(@Nullable Instant time) {
        return new BuildOptions(stages, time, seed, tables, encoder, training, fitsBlend);
    }

    public BuildOptions withStages(Set<Stage> others) {
        return new BuildOptions(others, asOf, seed, tables, encoder, training, fitsBlend);
    }

    public BuildOptions withSeed(long number) {
        return new BuildOptions(stages, asOf, number, tables, encoder, training, fitsBlend);
    }

    public BuildOptions withTables(TableParameters parameters) {
        return new BuildOptions(stages, asOf, seed, parameters, encoder, training, fitsBlend);
    }

    public BuildOptions withEncoder(@Nullable EncoderParameters parameters) {
        return new BuildOptions(stages, asOf, seed, tables, parameters, training, fitsBlend);
    }

    public BuildOptions withTraining(TrainingOptions options) {
        return new BuildOptions(stages, asOf, seed, tables, encoder, options, fitsBlend);
    }

    /** Returns options that learn from all events and fit no blend. */
    public BuildOptions withoutFit() {
        return new BuildOptions(stages, asOf, seed, tables, encoder, training, false);
    }
}
