package io.graphrecall.evaluation.metrics;

/** Value with its 95 % confidence interval. */
public record Interval(double value, double low, double high) {

    public Interval {
        if (low > high) {
            throw new IllegalArgumentException(
                    "the interval has a lower bound of " + low + " above its upper bound of " + high);
        }
    }

    /** Returns true if zero is outside the interval. */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
