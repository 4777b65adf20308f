package io.graphrecall.service.blend;

import io.graphrecall.service.filter.Limit;
import io.graphrecall.service.snapshot.ServingSnapshot;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the values of contents in a ranking, which is read from its start, against limits. Not thread-safe. */
public final class Limits {

    private final ServingSnapshot snapshot;
    private final List<Counts> counts;

    private record Counts(Limit limit, Map<String, Integer> byValue) {

        @Nullable
        String reached(List<String> values) {
            return values.stream().filter(value -> byValue.getOrDefault(value, 0) >= limit.max()).findFirst()
                    .map(limit::text).orElse(null);
        }
    }

    public Limits(List<Limit> limits, ServingSnapshot snapshot) {
        this.snapshot = snapshot;
        counts = limits.stream().map(limit -> new Counts(limit, new HashMap<>())).toList();
    }

    /** Counts the next content and returns null, or returns the first limit that it would exceed. */
    public @Nullable String exceeded(int content) {
        for (Counts count : counts) {
            String reached = count.reached(count.limit.values(snapshot, content));
            if (reached != null) {
                return reached;
            }
        }
        for (Counts count : counts) {
            count.limit.values(snapshot, content).forEach(value -> count.byValue.merge(value, 1, Integer::sum));
        }
        return null;
    }

    /** Returns the slots of a ranking whose contents exceed no limit. */
    int[] within(int[] ranking, CandidatePool pool) {
        return counts.isEmpty()
                ? ranking
                : Arrays.stream(ranking).filter(slot -> exceeded(pool.content(slot)) == null).toArray();
    }
}
