package io.graphrecall.offline;

import io.graphrecall.generation.GenerationManifest;

import java.util.ArrayList;
import java.util.List;

/** What a generation must have before it serves: contents, and at least one way to each answer. */
final class PublishGate {

    private PublishGate() {}

    /** What speaks against the generation; empty where nothing does. */
    static List<String> complaints(GenerationManifest manifest) {
        List<String> complaints = new ArrayList<>();
        if (metric(manifest, TableMetrics.CONTENTS) == 0) {
            complaints.add("it has no contents");
        } else if (metric(manifest, TableMetrics.POSITIVES) > 0 && metric(manifest, TableMetrics.I2I_ENTRIES) == 0
                && metric(manifest, TableMetrics.SIMILAR_ENTRIES) == 0) {
            complaints.add("there is behaviour, but neither i2i nor similar has an entry");
        }
        return List.copyOf(complaints);
    }

    private static double metric(GenerationManifest manifest, String name) {
        Double value = manifest.metrics().get(name);
        return value == null ? 0 : value;
    }
}
