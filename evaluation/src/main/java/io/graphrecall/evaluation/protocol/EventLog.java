package io.graphrecall.evaluation.protocol;

import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.NodeLabel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** In-memory behaviour log, grouped by user. Not thread-safe. */
public final class EventLog {

    private final DataSet.Timestamps timestamps;
    private final Map<String, List<LoggedEvent>> byUser = new LinkedHashMap<>();
    private final Map<NodeKey, NodeKey> targets = new HashMap<>();
    private boolean sorted = true;

    /** Creates an empty log. */
    public EventLog(DataSet.Timestamps timestamps) {
        this.timestamps = timestamps;
    }

    public void add(long line, BehaviourEvent event) {
        NodeKey target = targets.computeIfAbsent(event.target(), key -> key);
        List<LoggedEvent> events = byUser.computeIfAbsent(event.user().key(), user -> new ArrayList<>());
        String user = events.isEmpty() ? event.user().key() : events.getFirst().user();
        events.add(new LoggedEvent(
                line, user, event.action(), target, event.at().toEpochMilli(), event.dwellMsOr(-1),
                event.requestId()));
        sorted = false;
    }

    public Set<String> userIds() {
        return Collections.unmodifiableSet(byUser.keySet());
    }

    public Set<String> contentIds() {
        return targets.keySet().stream().filter(target -> target.label() == NodeLabel.CONTENT).map(NodeKey::key)
                .collect(Collectors.toSet());
    }

    /** Passes the content id of each positive event in the given parts to a consumer. */
    public void positives(Split split, Set<Split.Part> parts, Consumer<String> content) {
        for (List<LoggedEvent> events : byUser.values()) {
            for (LoggedEvent event : events) {
                if (event.positive() && parts.contains(split.part(event.line()))) {
                    content.accept(event.target().key());
                }
            }
        }
    }

    /** Returns the number of events of a user that are neither withheld nor impressions. */
    int countKnown(String user, BitSet withheld) {
        return (int) events(user, withheld).stream().filter(event -> event.action() != Action.IMPRESSION).count();
    }

    /** Returns the events of a user that are not withheld, in chronological order. */
    public List<LoggedEvent> events(String user, BitSet withheld) {
        sort();
        return byUser.getOrDefault(user, List.of()).stream()
                .filter(event -> !withheld.get(Math.toIntExact(event.line()))).toList();
    }

    public LoggedEvent target(EvaluationRequest request) {
        return events(request.userId(), new BitSet()).stream()
                .filter(event -> event.positive() && event.target().key().equals(request.targets().getFirst()))
                .findFirst().orElseThrow();
    }

    DataSet.Timestamps timestamps() {
        return timestamps;
    }

    /** Returns the events of each user, in chronological order. */
    public Collection<List<LoggedEvent>> users() {
        sort();
        return byUser.values();
    }

    private void sort() {
        if (!sorted) {
            byUser.values().forEach(events -> events.sort(LoggedEvent.IN_ORDER));
            sorted = true;
        }
    }
}
