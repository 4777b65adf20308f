package io.graphrecall.offline;

import io.graphrecall.content.encode.EncoderParameters;
import io.graphrecall.retrieval.tables.TableParameters;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a build does.
 *
 * @param stages which stages run
 * @param asOf   no later behaviour is read; null for all, which makes the newest event's time the moment
 * @param seed   of everything random, kept in the manifest
 * @param tables settings of the tables
 * @param encoder how texts are encoded
 * @param training what is learned
 */
public record BuildOptions(Set<Stage> stages, @Nullable Instant asOf, long seed, TableParameters tables,
        EncoderParameters encoder, TrainingOptions training) {

    /** All stages, as of the newest event, seed 0. */
    public static final BuildOptions DEFAULT = new BuildOptions(
            EnumSet.allOf(Stage.class), null, 0, TableParameters.DEFAULT, EncoderParameters.DEFAULT,
            TrainingOptions.DEFAULT);

    public BuildOptions {
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("a build without a stage");
        }
        stages = Set.copyOf(stages);
    }

    public BuildOptions withAsOf(@Nullable Instant time) {
        return new BuildOptions(stages, time, seed, tables, encoder, training);
    }

    public BuildOptions withStages(Set<Stage> chosen) {
        return new BuildOptions(chosen, asOf, seed, tables, encoder, training);
    }

    public BuildOptions withSeed(long number) {
        return new BuildOptions(stages, asOf, number, tables, encoder, training);
    }

    public BuildOptions withTables(TableParameters parameters) {
        return new BuildOptions(stages, asOf, seed, parameters, encoder, training);
    }

    public BuildOptions withEncoder(EncoderParameters parameters) {
        return new BuildOptions(stages, asOf, seed, tables, parameters, training);
    }

    public BuildOptions withTraining(TrainingOptions options) {
        return new BuildOptions(stages, asOf, seed, tables, encoder, options);
    }
}
