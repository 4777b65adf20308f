package io.graphrecall.benchmarks.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Comparison of acknowledged events with the graph: identities of those that are missing, stored more than once, or stored
 * with another user or content.
 */
record StoredEvents(List<String> missing, List<String> several, List<String> different) {

    private static final int LOOKUP_BATCH = 1000;

    static StoredEvents of(List<PostedEvent> acknowledged, EventLookup lookup) {
        StoredEvents result = new StoredEvents(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int begin = 0; begin < acknowledged.size(); begin += LOOKUP_BATCH) {
            List<PostedEvent> batch = acknowledged.subList(begin, Math.min(acknowledged.size(), begin + LOOKUP_BATCH));
            Map<String, List<StoredEvent>> stored = new HashMap<>();
            lookup.find(batch.stream().map(PostedEvent::id).toList())
                    .forEach(event -> stored.computeIfAbsent(event.id(), id -> new ArrayList<>()).add(event));
            for (PostedEvent event : batch) {
                result.add(event, stored.getOrDefault(event.id(), List.of()));
            }
        }
        return result;
    }

    private void add(PostedEvent event, List<StoredEvent> found) {
        if (found.isEmpty()) {
            missing.add(event.id());
        } else if (found.size() > 1) {
            several.add(event.id());
        } else if (!found.getFirst().equals(new StoredEvent(event.id(), event.user(), event.content()))) {
            different.add(event.id());
        }
    }
}
