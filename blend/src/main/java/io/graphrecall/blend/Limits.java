package io.graphrecall.blend;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the values of contents that are added to a result, against limits. Not thread-safe. */
public final class Limits {

    private final List<ContentLimit> limits;
    /** By limit: contents by value. */
    private final List<Map<String, Integer>> counts;

    public Limits(List<ContentLimit> limits) {
        this.limits = limits;
        counts = limits.stream().<Map<String, Integer>>map(limit -> new HashMap<>()).toList();
    }

    public boolean isEmpty() {
        return limits.isEmpty();
    }

    /** Returns the first limit that a further content exceeds, or null. */
    public @Nullable String exceeded(int content) {
        for (int i = 0; i < limits.size(); i++) {
            for (String value : limits.get(i).values().apply(content)) {
                if (counts.get(i).getOrDefault(value, 0) >= limits.get(i).max()) {
                    return limits.get(i).text().apply(value);
                }
            }
        }
        return null;
    }

    /** Adds a content. */
    public void count(int content) {
        for (int i = 0; i < limits.size(); i++) {
            for (String value : limits.get(i).values().apply(content)) {
                counts.get(i).merge(value, 1, Integer::sum);
            }
        }
    }
}
