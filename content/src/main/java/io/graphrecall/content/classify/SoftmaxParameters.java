package io.graphrecall.content.classify;

import java.util.List;

/**
 * How a {@link SoftmaxRegression} is fitted.
 *
 * @param vectorScales what the sentence vector may count against the words; held-out examples tell which is best
 * @param rate         AdaGrad's learning rate, times the vector's scale
 * @param l2           what pulls weights to zero, in each update
 * @param maxEpochs    passes over the examples, at most
 * @param patience     passes without a gain on held-out examples after which fitting ends
 * @param heldOut      share of the examples that is held out to make these choices; then all are fitted
 * @param seed         of the order of examples
 */
public record SoftmaxParameters(List<Float> vectorScales, float rate, float l2, int maxEpochs, int patience,
        double heldOut, long seed) {

    public static final SoftmaxParameters DEFAULT = new SoftmaxParameters(
            List.of(4f, 8f, 16f), 0.4f, 1e-5f, 60, 3, 0.1, 0);

    public SoftmaxParameters {
        vectorScales = List.copyOf(vectorScales);
        if (vectorScales.isEmpty() || vectorScales.stream().anyMatch(scale -> scale <= 0) || rate <= 0 || l2 < 0
                || maxEpochs < 1 || patience < 1 || heldOut <= 0 || heldOut >= 1) {
            throw new IllegalArgumentException("softmax regression cannot be fitted with vector scales " + vectorScales
                    + ", rate " + rate + ", l2 " + l2 + ", " + maxEpochs + " epochs, patience " + patience
                    + ", held out " + heldOut);
        }
    }

    public SoftmaxParameters withSeed(long number) {
        return new SoftmaxParameters(vectorScales, rate, l2, maxEpochs, patience, heldOut, number);
    }
}
