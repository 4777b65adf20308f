package io.graphrecall.gnn.training;

/**
 * How a training runs.
 *
 * @param epochs      at most so many
 * @param rate        the highest learning rate: it rises over the first epoch, then falls as a cosine to a hundredth
 * @param weightDecay of the optimiser
 * @param patience    so many epochs without a better validation end the training
 * @param seed        of everything random
 */
public record LoopSettings(int epochs, double rate, float weightDecay, int patience, long seed) {

    public LoopSettings {
        if (epochs < 1 || patience < 1) {
            throw new IllegalArgumentException(
                    epochs + " epochs with patience " + patience + "; both must be positive");
        }
    }

    /** The learning rate of a step, counted from 0 over all epochs. */
    double rate(long step, int stepsPerEpoch) {
        double total = (double) epochs * stepsPerEpoch;
        double warm = Math.min(1, (step + 1.0) / stepsPerEpoch);
        return rate * warm * (0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * step / total)));
    }
}
