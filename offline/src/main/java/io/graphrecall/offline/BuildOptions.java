package io.graphrecall.offline;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a build does.
 *
 * @param stages which stages run
 * @param asOf   nothing later is read; null for the newest event
 * @param seed   of everything random, kept in the manifest
 */
public record BuildOptions(Set<Stage> stages, @Nullable Instant asOf, long seed) {

    /** All stages, as of the newest event, seed 0. */
    public static final BuildOptions DEFAULT = new BuildOptions(EnumSet.allOf(Stage.class), null, 0);

    public BuildOptions {
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("a build without a stage");
        }
        stages = Set.copyOf(stages);
    }

    public BuildOptions withAsOf(@Nullable Instant time) {
        return new BuildOptions(stages, time, seed);
    }

    public BuildOptions withStages(Set<Stage> chosen) {
        return new BuildOptions(chosen, asOf, seed);
    }

    public BuildOptions withSeed(long number) {
        return new BuildOptions(stages, asOf, number);
    }
}
