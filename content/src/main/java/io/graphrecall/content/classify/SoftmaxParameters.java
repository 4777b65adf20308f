package io.graphrecall.content.classify;

import java.util.List;

/**
 * Hyper-parameters of {@link SoftmaxRegression}.
 *
 * @param vectorScales candidate scales of the sentence vector relative to the words; selected on held-out examples
 * @param rate         AdaGrad learning rate times the vector scale
 * @param l2           L2 regularisation per update
 * @param maxEpochs    maximum number of epochs
 * @param patience     epochs without a gain on held-out examples before early stopping
 * @param heldOut      share of the examples that is held out for model selection; the final model is fitted to all
 *                     examples
 * @param seed         seed of the order of examples
 */
public record SoftmaxParameters(List<Float> vectorScales, float rate, float l2, int maxEpochs, int patience,
        double heldOut, long seed) {

    public static final SoftmaxParameters DEFAULT = new SoftmaxParameters(
            List.of(4f, 8f, 16f), 0.4f, 1e-5f, 60, 3, 0.1, 0);

    public SoftmaxParameters {
        vectorScales = List.copyOf(vectorScales);
        if (vectorScales.isEmpty() || vectorScales.stream().anyMatch(scale -> scale <= 0) || rate <= 0 || l2 < 0
                || maxEpochs < 1 || patience < 1 || heldOut <= 0 || heldOut >= 1) {
            throw new IllegalArgumentException("Wrong parameters of softmax regression: vector scales " + vectorScales
                    + ", rate " + rate + ", l2 " + l2 + ", " + maxEpochs + " epochs, patience " + patience
                    + ", held out " + heldOut);
        }
    }

    /** Returns the same parameters with one scale of the vector. */
    public SoftmaxParameters withVectorScale(float scale) {
        return new SoftmaxParameters(List.of(scale), rate, l2, maxEpochs, patience, heldOut, seed);
    }

    /** Returns the same parameters with another seed. */
    public SoftmaxParameters withSeed(long number) {
        return new SoftmaxParameters(vectorScales, rate, l2, maxEpochs, patience, heldOut, number);
    }
}
