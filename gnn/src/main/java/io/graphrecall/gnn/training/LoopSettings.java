package io.graphrecall.gnn.training;

/**
 * Settings of a training loop.
 *
 * @param epochs       maximum epochs
 * @param learningRate maximum learning rate: linear warm-up over the first epoch, then cosine decay to 1 %
 * @param weightDecay  weight decay of the optimiser
 * @param patience     epochs without a better validation score after which training stops
 * @param seed         seed of all random numbers
 */
public record LoopSettings(int epochs, double learningRate, float weightDecay, int patience, long seed) {

    public LoopSettings {
        if (epochs < 1 || patience < 1) {
            throw new IllegalArgumentException(
                    "epochs is " + epochs + " and patience " + patience + ", both must be at least 1");
        }
    }

    /** Learning rate of a step, which counts from 0 over all epochs. */
    double learningRate(long step, int stepsPerEpoch) {
        double total = (double) epochs * stepsPerEpoch;
        double warmUp = Math.min(1, (step + 1.0) / stepsPerEpoch);
        return learningRate * warmUp * (0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * step / total)));
    }
}
