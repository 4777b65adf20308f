package io.graphrecall.offline;

import io.graphrecall.generation.Generation;
import io.graphrecall.schema.Progress;

import java.util.Map;

/** Recalls from a generation before it is published, and finds out how good its lists are. */
@FunctionalInterface
public interface GenerationTrial {

    /** Metric: number of targets. */
    String TARGETS = "withheld_targets";
    /** Metric: share of the targets that the lists find, averaged over several sizes of lists. */
    String HIT_RATE = "withheld_hit_rate";

    /** Finds out nothing. A build then withholds nothing. */
    GenerationTrial NONE = (generation, withheld, progress) -> new Findings(Map.of(), Map.of());

    /**
     * Findings, which become part of the generation's manifest.
     *
     * @param settings JSON values by name
     * @param metrics  by name
     */
    record Findings(Map<String, Object> settings, Map<String, Double> metrics) {}

    /**
     * Tries a generation.
     *
     * @param generation valid only during the call
     * @param withheld   what the generation does not know; at least one target
     */
    Findings run(Generation generation, WithheldTargets withheld, Progress progress);
}
