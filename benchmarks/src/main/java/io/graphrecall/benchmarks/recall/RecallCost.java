package io.graphrecall.benchmarks.recall;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Cost of recalls by part. Keeps all measurements, so that medians are exact. For one thread. */
final class RecallCost {

    private static final double NANOS_PER_MICRO = 1e3;

    private final Map<String, List<Long>> nanos = new LinkedHashMap<>();
    private final Map<String, Long> bytes = new LinkedHashMap<>();
    private long recalls;
    private long processNanos;

    /** Adds the time of one run of a part. */
    void add(String part, long partNanos) {
        nanos.computeIfAbsent(part, none -> new ArrayList<>()).add(partNanos);
    }

    /** Adds the memory that one run of a part allocated. */
    void allocated(String part, long partBytes) {
        bytes.merge(part, partBytes, Long::sum);
    }

    /** Adds a number of recalls and the processor time of the process during them. */
    void addProcess(long count, long cpuNanos) {
        recalls += count;
        processNanos += cpuNanos;
    }

    /** Returns the median time of a part in nanoseconds; the lower one of two. */
    long median(String part) {
        List<Long> sorted = nanos.getOrDefault(part, List.of()).stream().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("The part '" + part + "' was not measured");
        }
        return sorted.get((sorted.size() - 1) / 2);
    }

    /** Returns the cost as lines of text. */
    String text() {
        StringBuilder text = new StringBuilder();
        nanos.keySet().forEach(part -> text.append(
                line("%-32s %8.1f us", part, median(part) / NANOS_PER_MICRO)));
        bytes.forEach((part, sum) -> text.append(
                line("%-32s %8d bytes allocated", part, sum / nanos.getOrDefault(part, List.of(0L)).size())));
        return text.append(line("%-32s %8.1f us per recall with JSON, %d recalls", "process",
                processNanos / NANOS_PER_MICRO / Math.max(1, recalls), recalls)).toString();
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values) + System.lineSeparator();
    }
}
