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
 * neighbours if users engaged with several contents. Its lists are not far worse than those of the active generation.
 * Activation verifies the files.
 */
final class PublishGate {

    private static final String CONTENTS = "contents";
    private static final String KEPT_CONTENTS = "kept_contents";
    private static final String I2I_ENTRIES = "i2i_entries";

    /** With fewer targets, a hit rate may be half of another one by chance. */
    private static final int MIN_TARGETS = 200;
    /** Minimum hit rate relative to the active generation. Below it, a part of the build has probably failed. */
    private static final double MIN_HIT_RATE_SHARE = 0.5;

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
        active.filter(before -> isMeasured(metrics) && isMeasured(before.metrics()))
                .ifPresent(before -> checks.add(new GateCheck(
                        BlendTrial.HIT_RATE, metric(metrics, BlendTrial.HIT_RATE),
                        metric(before.metrics(), BlendTrial.HIT_RATE) * MIN_HIT_RATE_SHARE,
                        before.id().value())));
        return List.copyOf(checks);
    }

    private static boolean isMeasured(Map<String, Double> metrics) {
        return metric(metrics, BlendTrial.TARGETS) >= MIN_TARGETS;
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
            case BlendTrial.HIT_RATE ->
                "its mean hit rate is %.4f, that of the active generation %s is %.4f".formatted(
                        failed.value(), failed.against(), failed.minimum() / MIN_HIT_RATE_SHARE);
            default -> "users engaged with several contents each, but the table i2i is empty";
        };
    }

    /** Returns the active generation, if there is one that can be read. */
    static Optional<GenerationManifest> active(GenerationStore store) {
        GenerationId current = store.readableCurrent();
        return store.list().stream().filter(other -> other.id().equals(current)).findFirst();
    }

    private static double metric(Map<String, Double> metrics, String name) {
        Double value = metrics.get(name);
        return value == null ? 0 : value;
    }
}
