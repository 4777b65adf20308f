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
 * Reckons impressions: each user keeps the contents shown last, every one once with the latest time it was shown. The
 * window depends on which impressions there were, not on the order or the batches they came in.
 */
final class ImpressionWindow {

    /** How many contents a user's window holds. */
    static final int SIZE = 500;

    private static final CypherStatement READ = CypherStatement.of("ingest/impression-window");

    /** A content shown. Equal times are ordered by id, so that what falls out of a full window is always the same. */
    private record Shown(String content, long at) {
        static final Comparator<Shown> OLDEST_FIRST = Comparator.comparingLong(Shown::at)
                .thenComparing(Shown::content);
    }

    /**
     * What some impressions change.
     *
     * @param count how many of them changed a window
     * @param rows  the windows that change: user, contents, times
     */
    record Changes(int count, List<Map<String, Object>> rows) {}

    /** What the impressions among some events change. Users that are not there yet begin with an empty window. */
    Changes changes(GraphTransaction tx, List<BehaviourEvent> events) {
        Map<String, List<Shown>> shown = new TreeMap<>();
        for (BehaviourEvent event : events) {
            if (event.action() == Action.IMPRESSION) {
                shown.computeIfAbsent(event.user().key(), user -> new ArrayList<>())
                        .add(new Shown(event.target().key(), event.at().toEpochMilli()));
            }
        }
        if (shown.isEmpty()) {
            return new Changes(0, List.of());
        }
        int count = 0;
        List<Map<String, Object>> rows = new ArrayList<>();
        Map<String, Window> windows = windows(tx, shown);
        for (Map.Entry<String, List<Shown>> one : shown.entrySet()) {
            Window window = windows.getOrDefault(one.getKey(), new Window(one.getKey()));
            int changed = window.add(one.getValue());
            if (changed > 0) {
                rows.add(window.row());
                count += changed;
            }
        }
        return new Changes(count, rows);
    }

    private static Map<String, Window> windows(GraphTransaction tx, Map<String, List<Shown>> shown) {
        Map<String, Window> windows = new HashMap<>();
        tx.run(READ, Map.of("users", shown.keySet()), row -> {
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

        /** Returns how many of the impressions are in the window now and were not before. */
        private int add(List<Shown> shown) {
            Map<String, Long> before = Map.copyOf(times);
            shown.forEach(one -> times.merge(one.content(), one.at(), Math::max));
            List<Shown> ordered = oldestFirst();
            ordered.subList(0, Math.max(0, ordered.size() - SIZE)).forEach(old -> times.remove(old.content()));
            return (int) shown.stream().distinct()
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
