package io.graphrecall.benchmarks.load;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

import java.util.SortedMap;

/**
 * What a load showed.
 *
 * @param busyBefore   processes that wanted a core before the load began; above 0 the figures tell of others too
 * @param driverCores  processor cores that the driver itself used, while the service was measured
 * @param service      the service under load
 * @param bare         the same load, without events, on a bare route with an answer of that size; null if left out
 * @param shareOfBare  the service's recalls a second as a share of the bare route's; null if left out
 * @param memory       of the service's process; null if it was not named
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadReport(
        String url,
        int connections,
        long seconds,
        double eventShare,
        long seed,
        int users,
        int contents,
        int size,
        double busyBefore,
        double driverCores,
        Figures service,
        @Nullable Figures bare,
        @Nullable Double shareOfBare,
        @Nullable ServiceMemory memory) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /**
     * The figures of one stretch of load.
     *
     * @param answerBytes size of an answer, on average
     * @param errors      how often what went wrong
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
            SortedMap<String, Long> errors,
            AnswerSamples.Summary answers) {}

    /** The report as JSON. */
    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is numbers and names", e);
        }
    }

    /** The report in a few lines. */
    String text() {
        StringBuilder text = new StringBuilder();
        append(text, "service", service);
        if (bare != null && shareOfBare != null) {
            append(text, "bare route", bare);
            text.append("share of the bare route: %.1f %%%n".formatted(100 * shareOfBare));
        }
        service.answers().channels().forEach((id, channel) -> text.append(
                "channel %-12s something for %5.1f %% of the users, %.1f contents, %.1f credited%n".formatted(
                        id, 100 * channel.something(), channel.returned(), channel.kept())));
        if (memory != null) {
            text.append("service memory: %d MB, at most %d MB%n".formatted(memory.residentMb(), memory.peakMb()));
        }
        return text.append("the driver used %.2f cores; the load of the machine was %.1f before%n"
                .formatted(driverCores, busyBefore)).toString();
    }

    private static void append(StringBuilder text, String name, Figures figures) {
        text.append("%s: %.0f recalls/s, p50 %.2f ms, p99 %.2f ms, max %.1f ms, errors %d, degraded %d, %d bytes%n"
                .formatted(name, figures.recallsPerSecond(), figures.recallMs().p50(), figures.recallMs().p99(),
                        figures.recallMs().max(), figures.recallErrors(), figures.degraded(), figures.answerBytes()));
        if (figures.eventMs().count() + figures.eventErrors() > 0) {
            text.append("  with %.0f events/s, p50 %.2f ms, p99 %.2f ms, errors %d%n".formatted(
                    figures.eventsPerSecond(), figures.eventMs().p50(), figures.eventMs().p99(),
                    figures.eventErrors()));
        }
        figures.errors().forEach((kind, count) -> text.append("  %s: %d%n".formatted(kind, count)));
    }
}
