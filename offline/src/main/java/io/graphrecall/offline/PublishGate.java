package io.graphrecall.offline;

import io.graphrecall.generation.GateCheck;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Conditions for publishing a generation: it has contents, not far fewer than the active generation, and item-to-item
 * neighbours if users engaged with several contents. Activation verifies the files.
 */
final class PublishGate {

    private static final String CONTENTS = "contents";
    private static final String KEPT_CONTENTS = "kept_contents";
    private static final String I2I_ENTRIES = "i2i_entries";

    /** Minimum number of contents relative to the active generation. Below it, the graph has probably lost data. */
    private static final double MIN_SHARE = 0.5;

    private PublishGate() {}

    /**
     * Checks the conditions.
     *
     * @param metrics metrics of the next generation
     * @param active  the active generation, if any
     */
    static List<GateCheck> checks(Map<String, Double> metrics, Optional<GenerationManifest> active) {
        double contents = metric(metrics, TableMetrics.CONTENTS);
        List<GateCheck> checks = new ArrayList<>();
        checks.add(new GateCheck(CONTENTS, contents, 1, ""));
        active.ifPresent(before -> checks.add(new GateCheck(KEPT_CONTENTS, contents,
                metric(before.metrics(), TableMetrics.CONTENTS) * MIN_SHARE, before.id().value())));
        checks.add(new GateCheck(I2I_ENTRIES, metric(metrics, TableMetrics.I2I_ENTRIES),
                metric(metrics, TableMetrics.SEQUENCES) > 0 ? 1 : 0, ""));
        return List.copyOf(checks);
    }

    /** Lists the violated conditions in words. */
    static List<String> problems(List<GateCheck> checks) {
        return checks.stream().filter(check -> !check.passes()).map(PublishGate::problem).toList();
    }

    private static String problem(GateCheck failed) {
        return switch (failed.name()) {
            case CONTENTS -> "it has no contents";
            case KEPT_CONTENTS -> "it has %.0f contents, the active generation %s has %.0f"
                    .formatted(failed.value(), failed.against(), failed.minimum() / MIN_SHARE);
            default -> "users engaged with several contents each, but the table i2i is empty";
        };
    }

    /** Returns the active generation, if there is one that can be read. */
    static Optional<GenerationManifest> active(GenerationStore store) {
        Optional<GenerationId> current = store.current();
        return store.list().stream().filter(other -> current.equals(Optional.of(other.id()))).findFirst();
    }

    private static double metric(Map<String, Double> metrics, String name) {
        Double value = metrics.get(name);
        return value == null ? 0 : value;
    }
}
