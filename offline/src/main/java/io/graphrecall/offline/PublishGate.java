package io.graphrecall.offline;

import io.graphrecall.generation.GenerationManifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Conditions for publishing a generation: it has contents, not far fewer than the active generation, and item-to-item
 * neighbours if users engaged with several contents. Activation verifies the files.
 */
final class PublishGate {

    /** Minimum number of contents relative to the active generation. Below it, the graph has probably lost data. */
    private static final double MIN_SHARE = 0.5;

    private PublishGate() {}

    /**
     * Lists the conditions that a generation violates.
     *
     * @param active the active generation, if any
     */
    static List<String> problems(GenerationManifest next, Optional<GenerationManifest> active) {
        List<String> problems = new ArrayList<>();
        double contents = metric(next, TableMetrics.CONTENTS);
        if (contents == 0) {
            problems.add("it has no contents");
        }
        double before = active.map(manifest -> metric(manifest, TableMetrics.CONTENTS)).orElse(0.0);
        if (contents < before * MIN_SHARE) {
            problems.add("it has %.0f contents, the active generation %s has %.0f"
                    .formatted(contents, active.orElseThrow().id(), before));
        }
        if (metric(next, TableMetrics.SEQUENCES) > 0 && metric(next, TableMetrics.I2I_ENTRIES) == 0) {
            problems.add("users engaged with several contents each, but the table i2i is empty");
        }
        return List.copyOf(problems);
    }

    private static double metric(GenerationManifest manifest, String name) {
        Double value = manifest.metrics().get(name);
        return value == null ? 0 : value;
    }
}
