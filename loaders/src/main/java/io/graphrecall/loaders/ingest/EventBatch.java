package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.ImpressionWindow;
import io.graphrecall.schema.ImpressionWindow.Shown;
import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.NodeLabel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes a batch of events in three steps, because round trips dominate the cost: lock, look-up of existing events and
 * nodes, and write. The look-up ensures that the write causes no conflict. Impressions need a fourth step.
 */
final class EventBatch {

    private final boolean markUsers;

    /**
     * Creates a writer.
     *
     * @param markUsers true if the users of a batch are marked as changed
     */
    EventBatch(boolean markUsers) {
        this.markUsers = markUsers;
    }

    WriteReport write(BatchTarget graph, List<BehaviourEvent> batch) {
        long before = graph.lock();
        BatchLookup lookup = graph.lookup(batch, referenced(batch));
        Map<String, BehaviourEvent> first = new HashMap<>(lookup.events());
        List<BehaviourEvent> newEvents = new ArrayList<>();
        List<Rejection> rejected = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            BehaviourEvent event = batch.get(i);
            // An impression is not stored by its identity, so another event may have it.
            BehaviourEvent existing = event.action() == Action.IMPRESSION
                    ? null
                    : first.putIfAbsent(event.id(), event);
            if (existing == null) {
                newEvents.add(event);
                continue;
            }
            String difference = EventDifference.describe(existing, event);
            if (difference != null) {
                rejected.add(new Rejection(
                        i, "event_id '" + event.id() + "' " + Rejection.OTHER_EVENT + ": " + difference));
            }
        }
        List<BehaviourEvent> relationships = newEvents.stream()
                .filter(event -> event.action().relationship().isPresent()).toList();
        Map<String, ImpressionWindow> shown = new TreeMap<>();
        ImpressionWindow.Added impressions = show(graph, newEvents, shown);
        int written = relationships.size() + impressions.changed();
        Map<NodeLabel, Set<String>> missing = common(lookup.missing(), referenced(newEvents));
        long seq = written == 0 && missing.isEmpty()
                ? before
                : graph.putEvents(new NewEvents(relationships, missing, shown, markUsers ? users(newEvents) : List.of(),
                        before + 1));
        Map<NodeLabel, Integer> placeholders = new EnumMap<>(NodeLabel.class);
        missing.forEach((label, keys) -> placeholders.put(label, keys.size()));
        int unchanged = batch.size() - rejected.size() - written - impressions.superseded();
        return new WriteReport(
                written, unchanged, impressions.superseded(), rejected, seq, placeholders, seq > before);
    }

    /** Returns the keys of the nodes that events refer to, by label. */
    private static Map<NodeLabel, Set<String>> referenced(List<BehaviourEvent> events) {
        Map<NodeLabel, Set<String>> keys = new EnumMap<>(NodeLabel.class);
        for (BehaviourEvent event : events) {
            for (NodeKey node : Arrays.asList(event.user(), event.target(), event.query())) {
                if (node != null) {
                    keys.computeIfAbsent(node.label(), label -> new HashSet<>()).add(node.key());
                }
            }
        }
        return keys;
    }

    /** Returns the keys that are in both, without empty labels. */
    private static Map<NodeLabel, Set<String>> common(
            Map<NodeLabel, List<String>> missing, Map<NodeLabel, Set<String>> referenced) {
        Map<NodeLabel, Set<String>> common = new EnumMap<>(NodeLabel.class);
        missing.forEach((label, keys) -> {
            Set<String> ofLabel = new HashSet<>(keys);
            ofLabel.retainAll(referenced.getOrDefault(label, Set.of()));
            if (!ofLabel.isEmpty()) {
                common.put(label, ofLabel);
            }
        });
        return common;
    }

    /**
     * Adds the impressions of a batch to the windows of their users. A missing user has an empty window.
     *
     * @param changed receives the changed windows
     * @return counts over all windows
     */
    private static ImpressionWindow.Added show(
            BatchTarget graph, List<BehaviourEvent> events, Map<String, ImpressionWindow> changed) {
        Map<String, List<Shown>> impressions = new TreeMap<>();
        for (BehaviourEvent event : events) {
            if (event.action() == Action.IMPRESSION) {
                impressions.computeIfAbsent(event.user().key(), user -> new ArrayList<>())
                        .add(new Shown(event.target().key(), event.at().toEpochMilli()));
            }
        }
        if (impressions.isEmpty()) {
            return new ImpressionWindow.Added(0, 0);
        }
        int count = 0;
        int superseded = 0;
        Map<String, ImpressionWindow> windows = graph.windows(impressions.keySet());
        for (Map.Entry<String, List<Shown>> one : impressions.entrySet()) {
            ImpressionWindow window = windows.getOrDefault(one.getKey(), new ImpressionWindow());
            ImpressionWindow.Added added = window.add(one.getValue());
            if (added.changed() > 0) {
                changed.put(one.getKey(), window);
            }
            count += added.changed();
            superseded += added.superseded();
        }
        return new ImpressionWindow.Added(count, superseded);
    }

    private static List<String> users(List<BehaviourEvent> events) {
        return events.stream().map(event -> event.user().key()).distinct().toList();
    }
}
