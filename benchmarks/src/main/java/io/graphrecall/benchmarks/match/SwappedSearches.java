package io.graphrecall.benchmarks.match;

import io.graphrecall.benchmarks.folder.FolderGraph;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.UserId;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Placebo data: every user gets the searches of another user at their times. A gain on this data does not come from the
 * content of the searches.
 */
final class SwappedSearches {

    private SwappedSearches() {}

    /** @param events events by user, oldest first */
    static Map<String, List<BehaviourEvent>> of(Map<String, List<BehaviourEvent>> events) {
        List<String> users = List.copyOf(events.keySet());
        Map<String, List<BehaviourEvent>> swapped = new TreeMap<>();
        for (int i = 0; i < users.size(); i++) {
            String user = users.get(i);
            List<BehaviourEvent> own = events.getOrDefault(user, List.of());
            String other = users.get((i + users.size() / 2) % users.size());
            swapped.put(user, Stream.concat(
                    own.stream().filter(event -> event.action() != Action.SEARCH),
                    events.getOrDefault(other, List.of()).stream().filter(event -> event.action() == Action.SEARCH)
                            .map(search -> of(user, search)))
                    .sorted(FolderGraph.BY_TIME)
                    .toList());
        }
        return swapped;
    }

    private static BehaviourEvent of(String user, BehaviourEvent search) {
        return new BehaviourEvent(
                search.id(), new UserId(user), search.action(), search.target(), search.at(), search.order(),
                search.dwellMs(), search.scene(), search.query(), search.requestId());
    }
}
