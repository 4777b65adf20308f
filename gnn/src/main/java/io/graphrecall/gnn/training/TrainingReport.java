package io.graphrecall.gnn.training;

import java.util.List;

/**
 * What a training came to.
 *
 * @param epochs    of those that ran, in their order
 * @param bestEpoch whose weights were kept, from 0
 * @param seconds   spent, those before an interruption included
 */
public record TrainingReport(List<Epoch> epochs, int bestEpoch, double seconds) {

    /**
     * One pass.
     *
     * @param loss       the mean over its steps
     * @param validation of the weights it ended with; more is better
     */
    public record Epoch(double loss, double validation) {}

    public TrainingReport {
        epochs = List.copyOf(epochs);
    }
}
