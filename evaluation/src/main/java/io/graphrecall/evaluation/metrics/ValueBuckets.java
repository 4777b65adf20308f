package io.graphrecall.evaluation.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * ValueBuckets of a whole number that questions are grouped by. Immutable.
 *
 * @param labels what each is called
 * @param from   the first number of each, ascending; a range ends before the next one begins
 */
public record ValueBuckets(List<String> labels, List<Long> from) {

    /** Of counts, as finely as a handful of groups can tell few from many. */
    public static final ValueBuckets COUNTS = counts(0, 1, 5, 10, 20, 50);
    /** Of days; what is less than 0 has no age. */
    public static final ValueBuckets DAYS = new ValueBuckets(
            List.of("unknown", "under 1 day", "1-6 days", "7-29 days", "30 days or more"),
            List.of(Long.MIN_VALUE, 0L, 1L, 7L, 30L));

    public ValueBuckets {
        labels = List.copyOf(labels);
        from = List.copyOf(from);
        if (labels.size() != from.size() || !from.equals(from.stream().sorted().distinct().toList())) {
            throw new IllegalArgumentException("ranges " + labels + " begin at " + from);
        }
    }

    private static ValueBuckets counts(long... from) {
        List<String> labels = new ArrayList<>();
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i < from.length; i++) {
            starts.add(from[i]);
            if (i + 1 == from.length) {
                labels.add(from[i] + "+");
            } else {
                long last = from[i + 1] - 1;
                labels.add(last == from[i] ? String.valueOf(last) : from[i] + "-" + last);
            }
        }
        return new ValueBuckets(labels, starts);
    }

    /** The range a number lies in; numbers below the first range count to it. */
    public String label(long number) {
        int found = Collections.binarySearch(from, number);
        return labels.get(Math.max(0, found >= 0 ? found : -found - 2));
    }
}
