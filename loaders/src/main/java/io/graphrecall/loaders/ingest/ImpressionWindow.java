package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Updates the impression windows of users: the most recently shown contents, each once with its latest time. The window
 * depends only on the set of impressions, not on their order or batches.
 */
final class ImpressionWindow {

    /** Maximum number of contents in a window. */
    static final int SIZE = 500;

    private static final CypherStatement READ = CypherStatement.of("ingest/impression-window");

    /**
     * Impression of a content. Equal times are ordered by id, so that evictions from a full window are deterministic.
     */
    private record Shown(String content, long at) {
        static final Comparator<Shown> OLDEST_FIRST = Comparator.comparingLong(Shown::at)
                .thenComparing(Shown::content);
    }

    /**
     * Effect of a batch of impressions.
     *
     * @param count number of impressions that changed a window
     * @param rows  changed windows: user, contents, times
     */
    record Changes(int count, List<Map<String, Object>> rows) {}

    /** Computes the effect of the impressions in a batch. A missing user has an empty window. */
    Changes changes(GraphTransaction tx, List<BehaviourEvent> events) {
        Map<String, List<Shown>> impressions = new TreeMap<>();
        for (BehaviourEvent event : events) {
            if (event.action() == Action.IMPRESSION) {
                impressions.computeIfAbsent(event.user().key(), user -> new ArrayList<>())
                        .add(new Shown(event.target().key(), event.at().toEpochMilli()));
            }
        }
        if (impressions.isEmpty()) {
            return new Changes(0, List.of());
        }
        int count = 0;
        List<Map<String, Object>> rows = new ArrayList<>();
        Map<String, Window> windows = windows(tx, impressions);
        for (Map.Entry<String, List<Shown>> one : impressions.entrySet()) {
            Window window = windows.getOrDefault(one.getKey(), new Window(one.getKey()));
            int changed = window.add(one.getValue());
            if (changed > 0) {
                rows.add(window.row());
                count += changed;
            }
        }
        return new Changes(count, rows);
    }

    private static Map<String, Window> windows(GraphTransaction tx, Map<String, List<Shown>> impressions) {
        Map<String, Window> windows = new HashMap<>();
        tx.run(READ, Map.of("users", impressions.keySet()), row -> {
            Window window = new Window(row.string("user"));
            List<String> contents = row.strings("contents");
            long[] times = row.longs("times");
            for (int i = 0; i < contents.size(); i++) {
                window.times.put(contents.get(i), i < times.length ? times[i] : 0L);
            }
            return window;
        }).forEach(window -> windows.put(window.user, window));
        return windows;
    }

    private static final class Window {

        private final String user;
        private final Map<String, Long> times = new HashMap<>();

        private Window(String user) {
            this.user = user;
        }

        /** Adds impressions and returns how many of them changed the window. */
        private int add(List<Shown> impressions) {
            Map<String, Long> before = Map.copyOf(times);
            impressions.forEach(one -> times.merge(one.content(), one.at(), Math::max));
            List<Shown> ordered = oldestFirst();
            ordered.subList(0, Math.max(0, ordered.size() - SIZE)).forEach(old -> times.remove(old.content()));
            return (int) impressions.stream().distinct()
                    .filter(one -> Long.valueOf(one.at()).equals(times.get(one.content()))
                            && !Long.valueOf(one.at()).equals(before.get(one.content())))
                    .count();
        }

        private Map<String, Object> row() {
            List<Shown> ordered = oldestFirst();
            return Map.of("user", user, "contents", ordered.stream().map(Shown::content).toList(), "times",
                    ordered.stream().map(Shown::at).toList());
        }

        private List<Shown> oldestFirst() {
            return times.entrySet().stream().map(entry -> new Shown(entry.getKey(), entry.getValue()))
                    .sorted(Shown.OLDEST_FIRST).toList();
        }
    }
}
