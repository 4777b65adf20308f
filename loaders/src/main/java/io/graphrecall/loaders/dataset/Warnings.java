package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.source.HashedCounter;
import io.graphrecall.schema.Counts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Messages about valid but suspicious data. */
final class Warnings {

    /** Minimum share that is reported. */
    private static final double MIN_SHARE = 0.1;

    private final List<String> lines = new ArrayList<>();

    /**
     * Adds a warning about a count, unless it is zero.
     *
     * @param singular words after the number 1
     * @param plural   words after other numbers
     */
    void count(long count, String singular, String plural, String rest) {
        if (count > 0) {
            lines.add(Counts.of(count, singular, plural) + rest);
        }
    }

    /** Adds a warning about a share, if it is large enough. */
    void share(long count, long total, String format) {
        if (total > 0 && count >= MIN_SHARE * total) {
            add(format, 100.0 * count / total);
        }
    }

    /** Adds a warning if one user or target has at least 20 % of the events and five times the average. */
    void concentration(HashedCounter counter, String label) {
        if (counter.total() >= 20 && counter.maxCount() * 5L >= counter.total()
                && counter.maxCount() * (double) counter.distinct() >= 5.0 * counter.total()) {
            add("%s '%s' has %.0f %% of the events", label, shortened(counter.mostFrequent()),
                    100.0 * counter.maxCount() / counter.total());
        }
    }

    void add(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }

    List<String> lines() {
        return lines;
    }

    static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
