package io.graphrecall.evaluation.metrics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Value with its 95 % confidence interval. */
public record Interval(
        @JsonProperty("value") double value,
        @JsonProperty("low") double low,
        @JsonProperty("high") double high) {

    public Interval {
        if (low > high) {
            throw new IllegalArgumentException(
                    "the interval has a lower bound of " + low + " above its upper bound of " + high);
        }
    }

    /** Returns true if zero is outside the interval. */
    @JsonIgnore
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
