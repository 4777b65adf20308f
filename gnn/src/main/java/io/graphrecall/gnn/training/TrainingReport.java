package io.graphrecall.gnn.training;

import java.util.List;
import java.util.Map;

/**
 * Result of a training.
 *
 * @param epochs    completed epochs, in order
 * @param bestEpoch index of the epoch whose weights were kept, from 0
 */
public record TrainingReport(List<Epoch> epochs, int bestEpoch) {

    /**
     * One epoch.
     *
     * @param loss       mean training loss over its steps
     * @param validation validation score after the epoch; higher is better
     */
    public record Epoch(double loss, double validation) {}

    public TrainingReport {
        epochs = List.copyOf(epochs);
    }

    /**
     * Returns the metrics of a training for a generation's manifest.
     *
     * @param model prefix of their names
     */
    public static Map<String, Double> metrics(String model, List<Epoch> epochs, int bestEpoch) {
        Epoch best = epochs.get(bestEpoch);
        return Map.of(
                model + ".epochs", (double) epochs.size(),
                model + ".best_epoch", bestEpoch + 1.0,
                model + ".loss", best.loss(),
                model + ".validation", best.validation());
    }
}
