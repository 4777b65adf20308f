package io.graphrecall.evaluation.metrics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/** A figure with its 95 % interval. */
public record Interval(
        @JsonProperty("value") double value,
        @JsonProperty("low") double low,
        @JsonProperty("high") double high) {

    public Interval {
        if (low > high) {
            throw new IllegalArgumentException("an interval from " + low + " to " + high);
        }
    }

    /** Whether the interval lies on one side of zero. */
    @JsonIgnore
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
