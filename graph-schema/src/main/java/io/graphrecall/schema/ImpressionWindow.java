package io.graphrecall.schema;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Impression window of a user: the most recently shown contents, each once with its latest time. The window depends only on
 * the set of impressions, not on their order or batches. Not thread-safe.
 */
public final class ImpressionWindow {

    /** Maximum number of contents in a window. */
    public static final int SIZE = 500;

    /**
     * Impression of a content.
     *
     * @param at epoch milliseconds
     */
    public record Shown(String content, long at) implements Comparable<Shown> {

        /** Equal times are ordered by id, so that evictions from a full window are deterministic. */
        private static final Comparator<Shown> OLDEST_FIRST = Comparator.comparingLong(Shown::at)
                .thenComparing(Shown::content);

        @Override
        public int compareTo(Shown other) {
            return OLDEST_FIRST.compare(this, other);
        }
    }

    private final Map<String, Shown> byContent = new HashMap<>();
    private final NavigableSet<Shown> oldestFirst = new TreeSet<>();

    /**
     * Counts of a batch of impressions. The others were in the window before or are repeated in the batch.
     *
     * @param changed    distinct impressions that changed the window
     * @param superseded impressions that the window does not keep: older than one of the same content or than a full window
     */
    public record Added(int changed, int superseded) {}

    /** Adds a batch of impressions. */
    public Added add(Collection<Shown> impressions) {
        Map<String, @Nullable Shown> before = new HashMap<>();
        for (Shown shown : impressions) {
            Shown known = byContent.get(shown.content());
            if (!before.containsKey(shown.content())) {
                before.put(shown.content(), known);
            }
            if (known == null || known.at() < shown.at()) {
                put(shown);
            }
        }
        while (oldestFirst.size() > SIZE) {
            byContent.remove(Objects.requireNonNull(oldestFirst.pollFirst()).content());
        }
        List<Shown> kept = impressions.stream().filter(shown -> shown.equals(byContent.get(shown.content()))).toList();
        int changed = (int) kept.stream().distinct().filter(shown -> !shown.equals(before.get(shown.content())))
                .count();
        return new Added(changed, impressions.size() - kept.size());
    }

    /** Returns the impressions, the oldest first. */
    public List<Shown> impressions() {
        return List.copyOf(oldestFirst);
    }

    private void put(Shown shown) {
        Shown replaced = byContent.put(shown.content(), shown);
        if (replaced != null) {
            oldestFirst.remove(replaced);
        }
        oldestFirst.add(shown);
    }
}
