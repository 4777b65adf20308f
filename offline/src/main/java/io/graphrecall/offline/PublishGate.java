package io.graphrecall.offline;

import io.graphrecall.generation.GenerationManifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a generation must have before it serves: contents, not far fewer than the one it follows, and neighbours where
 * behaviour tells some. Its files are verified when it is activated.
 */
final class PublishGate {

    /** A generation with less than this share of the contents before it was built from a graph that lost something. */
    private static final double MIN_SHARE = 0.5;

    private PublishGate() {}

    /**
     * What speaks against the generation; empty where nothing does.
     *
     * @param serving the generation that it is to follow
     */
    static List<String> complaints(GenerationManifest next, Optional<GenerationManifest> serving) {
        List<String> complaints = new ArrayList<>();
        double contents = metric(next, TableMetrics.CONTENTS);
        if (contents == 0) {
            complaints.add("it has no contents");
        }
        double before = serving.map(manifest -> metric(manifest, TableMetrics.CONTENTS)).orElse(0.0);
        if (contents < before * MIN_SHARE) {
            complaints.add("it has %.0f contents, generation %s that serves has %.0f"
                    .formatted(contents, serving.orElseThrow().id(), before));
        }
        if (metric(next, TableMetrics.SEQUENCES) > 0 && metric(next, TableMetrics.I2I_ENTRIES) == 0) {
            complaints.add("users engaged with several contents each, but i2i has no entry");
        }
        return List.copyOf(complaints);
    }

    private static double metric(GenerationManifest manifest, String name) {
        Double value = manifest.metrics().get(name);
        return value == null ? 0 : value;
    }
}
