package io.graphrecall.evaluation.metrics;

import java.util.Collections;
import java.util.List;

/**
 * Buckets of an integer value by which requests are grouped. Immutable.
 *
 * @param labels label of each bucket
 * @param from   inclusive lower bound of each bucket, ascending; the next lower bound is the exclusive upper bound
 */
public record ValueBuckets(List<String> labels, List<Long> from) {

    /** Age of a content without a publication time. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    public static final ValueBuckets COUNTS = new ValueBuckets(
            List.of("0", "1-4", "5-9", "10-19", "20-49", "50+"), List.of(0L, 1L, 5L, 10L, 20L, 50L));
    /** Buckets of an age in days; {@link #UNKNOWN}, or otherwise negative before the publication. */
    public static final ValueBuckets DAYS = new ValueBuckets(
            List.of("unknown", "before publication", "under 1 day", "1-6 days", "7-29 days", "30 days or more"),
            List.of(UNKNOWN, UNKNOWN + 1, 0L, 1L, 7L, 30L));

    public ValueBuckets {
        labels = List.copyOf(labels);
        from = List.copyOf(from);
        if (labels.size() != from.size() || !from.equals(from.stream().sorted().distinct().toList())) {
            throw new IllegalArgumentException(
                    "the buckets " + labels + " need ascending lower bounds, one each, but have " + from);
        }
    }

    /** Returns the label of the bucket of a value; the first bucket includes all values below it. */
    public String label(long value) {
        int found = Collections.binarySearch(from, value);
        return labels.get(Math.max(0, found >= 0 ? found : -found - 2));
    }
}
