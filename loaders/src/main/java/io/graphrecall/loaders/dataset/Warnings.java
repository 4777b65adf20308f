package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.source.Tally;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Things in a data set that are allowed but hardly meant, in words. */
final class Warnings {

    /** From this share on something is worth a word. */
    private static final double SHARE = 0.1;

    private final List<String> lines = new ArrayList<>();

    /** Tells that so many are; nothing where there are none. */
    void count(long count, String format) {
        if (count > 0) {
            add(format, count);
        }
    }

    /** Tells a share of some size. */
    void share(long count, long total, String format) {
        if (total > 0 && count >= SHARE * total) {
            add(format, 100.0 * count / total);
        }
    }

    /** Tells where one has a fifth of all and five times as much as is usual. */
    void concentration(Tally tally, String of, String what) {
        long fair = tally.total() / Math.max(1, tally.distinct());
        if (tally.total() >= 20 && tally.most() * 5L >= tally.total() && tally.most() >= 5 * fair) {
            add("%s '%s' has %.0f %% of the %s", of, shortened(tally.mostFrequent()),
                    100.0 * tally.most() / tally.total(),
                    what);
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
