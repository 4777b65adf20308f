package io.graphrecall.benchmarks.recall;

import io.graphrecall.benchmarks.load.Latencies;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Cost of recalls by part. Keeps all measurements, so that medians are exact. For one thread. */
final class RecallCost {

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double MICROS_PER_MS = 1e3;

    private final Map<String, Latencies> nanos = new LinkedHashMap<>();
    private final Map<String, Long> bytes = new LinkedHashMap<>();
    private long recalls;
    private long processNanos;

    /** Adds the time of one run of a part. */
    void add(String part, long partNanos) {
        nanos.computeIfAbsent(part, none -> new Latencies()).add(partNanos);
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

    /** Returns the cost as lines of text. */
    String text() {
        StringBuilder text = new StringBuilder();
        nanos.forEach((part, runs) -> text.append(
                line("%-32s %8.1f us", part, runs.summary().p50() * MICROS_PER_MS)));
        bytes.forEach((part, sum) -> text.append(line("%-32s %8d bytes allocated", part,
                sum / Objects.requireNonNull(nanos.get(part)).summary().count())));
        return text.append(line("%-32s %8.1f us per recall with JSON, %d recalls", "process",
                processNanos / NANOS_PER_MICRO / Math.max(1, recalls), recalls)).toString();
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values) + System.lineSeparator();
    }
}
