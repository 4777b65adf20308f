package io.graphrecall.evaluation.report;

import io.graphrecall.evaluation.plot.SignedNumber;
import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** Text of figures and names on a report page. */
final class Formats {

    /** Placeholder for a missing figure. */
    static final String NONE = "–";

    private Formats() {}

    /** Returns the CSS class of a table row, null if it has none. */
    static @Nullable String rowClass(String list) {
        return list.equals(EvaluationReport.MERGED) ? "merged" : null;
    }

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
        return Double.isNaN(difference) ? NONE : format("%s", SignedNumber.text(difference));
    }

    static String percent(double share) {
        return format("%.1f\u00a0%%", 100 * share);
    }

    static String seconds(double seconds) {
        return format("%.0f\u00a0s", seconds);
    }

    /** Returns the name of a list: the id of a channel, and words for others. */
    static String listName(String list) {
        return list.equals(EvaluationReport.EQUAL_WEIGHTS) || list.equals(EvaluationReport.LINEAR_RANKER)
                ? words(list)
                : list;
    }

    /** Returns the words of a wire name or label name. */
    static String words(String name) {
        return name.replace("attribute.", "").replace('_', ' ');
    }
}
