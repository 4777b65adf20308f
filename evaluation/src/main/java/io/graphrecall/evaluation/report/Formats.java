package io.graphrecall.evaluation.report;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** Text of figures on a page. */
final class Formats {

    /** Placeholder for a missing figure. */
    static final String NONE = "–";

    private Formats() {}

    /** Formats values with a typographic minus sign. */
    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values).replaceAll("(?<!\\w)-(?=\\d)", "−");
    }

    static String count(long count) {
        return format("%,d", count);
    }

    static String score(@Nullable Double score) {
        return score == null || score.isNaN() ? NONE : format("%.4f", score);
    }

    /** Formats a difference with its sign; one that rounds to zero has none. */
    static String signed(double difference) {
        return Double.isNaN(difference) ? NONE : format("%+.4f", difference).replaceFirst("^[+−](?=0\\.0000$)", "");
    }

    static String percent(double share) {
        return format("%.1f\u00a0%%", 100 * share);
    }
}
