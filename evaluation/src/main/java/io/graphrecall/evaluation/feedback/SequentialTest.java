package io.graphrecall.evaluation.feedback;

/**
 * Sequential test of a difference between two scenes. Its p-value and interval hold whenever one looks, so an experiment
 * may end as soon as the interval excludes 0. A test for a fixed number of users would find a difference by
 * chance far more often than it says, if it is repeated until it finds one.
 *
 * <p>Mixture sequential probability ratio test (Johari, Koomen, Pekelis, Walsh 2017, "Peeking at A/B tests"). With an
 * estimate d of variance V, and effects with the prior N(0, τ²), the likelihood ratio is
 * {@code sqrt(V / (V + τ²)) · exp(d² τ² / (2 V (V + τ²)))}.
 *
 * @param difference estimated difference d
 * @param low        lower end of the 95 % interval, at least -1
 * @param high       upper end, at most 1
 * @param p          p-value of no difference
 */
public record SequentialTest(double difference, double low, double high, double p) {

    private static final double ALPHA = 0.05;

    /**
     * Tests a difference.
     *
     * @param difference of two rates or shares
     * @param variance   variance V of the estimate
     * @param scale      typical size τ of a difference, chosen before the experiment
     */
    public static SequentialTest of(double difference, double variance, double scale) {
        if (!(variance > 0 && Double.isFinite(variance) && scale > 0)) {
            return new SequentialTest(difference, -1, 1, 1);
        }
        double prior = scale * scale;
        double spread = (variance + prior) / variance;
        double exponent = difference * difference * prior / (2 * variance * (variance + prior));
        double p = Math.min(1, Math.sqrt(spread) * Math.exp(-exponent));
        double half = Math.sqrt(
                2 * variance * (variance + prior) / prior * (Math.log(Math.sqrt(spread)) - Math.log(ALPHA)));
        return new SequentialTest(difference, Math.max(-1, difference - half), Math.min(1, difference + half), p);
    }

    /** Returns true if the interval excludes 0. */
    public boolean isDecided() {
        return low > 0 || high < 0;
    }
}
