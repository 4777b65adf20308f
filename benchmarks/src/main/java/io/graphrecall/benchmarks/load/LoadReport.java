package io.graphrecall.benchmarks.load;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.SortedMap;

/**
 * Result of a load test.
 *
 * @param rate        recalls, or clicks if there were only clicks, a second that were due; 0 for a closed loop
 * @param clicksOnly  true if there were no recalls
 * @param liveContents contents that were posted before the load
 * @param busyBefore  load average of the machine before the test; above 0 the figures include other work
 * @param driverCores processor cores that the driver used while the service was measured
 * @param service     figures of the service
 * @param bare        figures of the bare route with an answer of the same size and without clicks; null if left out or
 *                    failed
 * @param shareOfBare recalls a second as a share of the bare route's; null at a rate or without a bare route
 * @param process     cost of the service's process; null if no process was given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadReport(
        String url,
        int connections,
        int rate,
        long seconds,
        double eventShare,
        boolean clicksOnly,
        long seed,
        int users,
        int contents,
        int size,
        int liveContents,
        double busyBefore,
        double driverCores,
        Figures service,
        @Nullable Figures bare,
        @Nullable Double shareOfBare,
        @Nullable ProcessCost process) {

    /**
     * Figures of one measured period. Recalls and clicks are counted apart.
     *
     * @param answerBytes mean size of an answer to a recall
     * @param unsent      requests that were due in the measured period but had no free connection before its end; 0 in
     *                    a closed loop
     * @param errors      number of errors by kind
     */
    record Figures(
            double recallsPerSecond,
            Latencies.Summary recallMs,
            long recallErrors,
            long degraded,
            long answerBytes,
            double eventsPerSecond,
            Latencies.Summary eventMs,
            long eventErrors,
            long unsent,
            SortedMap<String, Long> errors,
            AnswerSamples.Summary answers) {}

    /** Returns the report as a few lines of text. */
    String text() {
        StringBuilder text = new StringBuilder();
        append(text, "service", service);
        if (bare != null) {
            append(text, "bare route", bare);
        }
        if (shareOfBare != null) {
            line(text, "share of the bare route: %.1f %%", 100 * shareOfBare);
        }
        service.answers().channels().forEach((id, channel) -> line(
                text, "channel %-12s non-empty for %5.1f %% of the users, %.1f contents, %.1f credited", id,
                100 * channel.nonEmpty(), channel.returned(), channel.kept()));
        if (process != null) {
            line(text, "service process: %.3f ms of CPU per %s, memory %d MB, peak %d MB",
                    clicksOnly ? process.cpuMsPerClick() : process.cpuMsPerRecall(), clicksOnly ? "click" : "recall",
                    process.residentMb(), process.peakMb());
        }
        line(text, "driver: %.2f cores; load average of the machine before the test: %.1f", driverCores, busyBefore);
        return text.toString();
    }

    private void append(StringBuilder text, String name, Figures figures) {
        append(text, name + " recalls", figures.recallsPerSecond(), figures.recallMs(), figures.recallErrors());
        line(text, "  degraded %d, mean answer %d bytes", figures.degraded(), figures.answerBytes());
        if (figures.eventMs().count() + figures.eventErrors() > 0) {
            append(text, name + " clicks", figures.eventsPerSecond(), figures.eventMs(), figures.eventErrors());
        }
        if (figures.unsent() > 0) {
            line(text, "  %d requests were due but not sent: the service did not keep up with %d %s a second, and "
                    + "the latencies above are too low", figures.unsent(), rate, clicksOnly ? "clicks" : "recalls");
        }
        figures.errors().forEach((kind, count) -> line(text, "  %s: %d", kind, count));
    }

    private static void append(StringBuilder text, String name, double rate, Latencies.Summary ms, long errors) {
        line(text, "%s: %.0f/s, p50 %.2f ms, p99 %.2f ms, max %.1f ms, errors %d", name, rate, ms.p50(), ms.p99(),
                ms.max(), errors);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
