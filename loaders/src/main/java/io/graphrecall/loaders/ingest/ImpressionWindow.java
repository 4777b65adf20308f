package io.graphrecall.loaders.ingest;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
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

    /** Adds a batch of impressions and returns the number of distinct ones that changed the window. */
    public int add(Collection<Shown> impressions) {
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
        return (int) new HashSet<>(impressions).stream()
                .filter(shown -> shown.equals(byContent.get(shown.content()))
                        && !shown.equals(before.get(shown.content())))
                .count();
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
