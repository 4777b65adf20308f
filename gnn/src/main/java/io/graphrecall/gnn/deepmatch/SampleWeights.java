package io.graphrecall.gnn.deepmatch;

import io.graphrecall.gnn.sampling.PrefixSamples;

import java.util.Arrays;

/**
 * Weights of training samples by how long their target was looked at: {@code sigmoid(2 ln(dwell / pivot))}, which is 1/2
 * at the pivot, half of the median dwell time, and 1 where the dwell time is unknown; scaled to a mean of 1. A short look is
 * often a click by mistake.
 *
 * @param pivot half of the median dwell time; 0 for equal weights
 * @param scale factor of all weights
 */
record SampleWeights(PrefixSamples samples, double pivot, double scale) {

    /** @param targets all training targets */
    static SampleWeights byDwell(PrefixSamples samples, int[] targets) {
        int[] known = Arrays.stream(targets).map(samples.behaviour()::dwellMs).filter(dwell -> dwell > 0).sorted()
                .toArray();
        SampleWeights unscaled = new SampleWeights(samples, known.length == 0 ? 1 : known[known.length / 2] / 2.0, 1);
        double mean = Arrays.stream(targets).mapToDouble(unscaled::of).average().orElse(1);
        return new SampleWeights(samples, unscaled.pivot(), 1 / mean);
    }

    static SampleWeights equal(PrefixSamples samples) {
        return new SampleWeights(samples, 0, 1);
    }

    /** Returns the weights of some targets. */
    float[] of(int[] targets) {
        float[] weights = new float[targets.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) of(targets[i]);
        }
        return weights;
    }

    private double of(int target) {
        int dwell = samples.behaviour().dwellMs(target);
        double squaredRatio = Math.pow(Math.max(dwell, 100) / pivot, 2);
        return scale * (pivot == 0 || dwell < 0 ? 1 : squaredRatio / (1 + squaredRatio));
    }
}
