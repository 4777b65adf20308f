package io.graphrecall.evaluation.tuning;

import java.util.Arrays;

/**
 * Parameters of a weighted blend: for each channel a weight, 0 or more, and a position in its {@link QuotaGrid}. The
 * arrays belong to the record and must not be changed.
 */
record BlendWeights(double[] weights, int[] quotas) {

    BlendWeights {
        if (weights.length != quotas.length) {
            throw new IllegalArgumentException(weights.length + " weights and " + quotas.length + " quotas");
        }
    }

    BlendWeights withWeight(int channel, double weight) {
        double[] changed = weights.clone();
        changed[channel] = weight;
        return new BlendWeights(changed, quotas);
    }

    BlendWeights withQuota(int channel, int quota) {
        int[] changed = quotas.clone();
        changed[channel] = quota;
        return new BlendWeights(weights, changed);
    }

    /** Returns these parameters with the largest weight scaled to 1, rounded to four digits. */
    BlendWeights scaled() {
        double largest = Arrays.stream(weights).max().orElse(0);
        return largest == 0
                ? this
                : new BlendWeights(
                        Arrays.stream(weights).map(weight -> Math.round(weight / largest * 1e4) / 1e4).toArray(),
                        quotas);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlendWeights that && Arrays.equals(weights, that.weights)
                && Arrays.equals(quotas, that.quotas);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(weights) + Arrays.hashCode(quotas);
    }
}
