package io.graphrecall.evaluation.protocol;

import com.carrotsearch.hppc.LongIntHashMap;
import io.graphrecall.retrieval.KeyHash;
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

/**
 * In-memory behaviour log, grouped by user. A line with the identity of an earlier one repeats it, as in logs that are
 * delivered at least once, and adds no event: the graph has each event once. Not thread-safe.
 */
public final class EventLog {

    private final DataSet.Timestamps timestamps;
    private final Map<String, List<LoggedEvent>> byUser = new LinkedHashMap<>();
    private final Map<NodeKey, NodeKey> targets = new HashMap<>();
    /** First line of each event, by the hash of its identity. */
    private final LongIntHashMap firstLines = new LongIntHashMap();
    /** First line of the event, by line that repeats it. */
    private final Map<Integer, Integer> repeats = new HashMap<>();
    private boolean sorted = true;

    /** Creates an empty log. */
    public EventLog(DataSet.Timestamps timestamps) {
        this.timestamps = timestamps;
    }

    /** Adds a line, after those before it. */
    public void add(long line, BehaviourEvent event) {
        long identity = KeyHash.of(event.id());
        int index = firstLines.indexOf(identity);
        if (event.action() != Action.IMPRESSION) { // the graph does not keep the identity of impressions
            if (firstLines.indexExists(index)) {
                repeats.put(Math.toIntExact(line), firstLines.indexGet(index));
                return;
            }
            firstLines.indexInsert(index, identity, Math.toIntExact(line));
        }
        NodeKey target = targets.computeIfAbsent(event.target(), key -> key);
        List<LoggedEvent> events = byUser.computeIfAbsent(event.user().key(), user -> new ArrayList<>());
        String user = events.isEmpty() ? event.user().key() : events.getFirst().user();
        String request = event.requestId();
        events.add(new LoggedEvent(
                line, user, event.action(), target, event.at().toEpochMilli(), event.dwellMsOr(-1),
                request == null || request.isBlank() ? null : request)); // some logs write an empty id instead of none
        sorted = false;
    }

    public Set<String> userIds() {
        return Collections.unmodifiableSet(byUser.keySet());
    }

    public Set<String> contentIds() {
        return targets.keySet().stream().filter(target -> target.label() == NodeLabel.CONTENT).map(NodeKey::key)
                .collect(Collectors.toSet());
    }

    /** Returns the lines together with those that repeat their events. */
    BitSet withRepeats(BitSet lines) {
        BitSet all = (BitSet) lines.clone();
        repeats.forEach((line, first) -> {
            if (lines.get(first)) {
                all.set(line);
            }
        });
        return all;
    }

    /** Passes each event on a content in the given parts to a consumer. */
    public void onContents(Split split, Set<Split.Part> parts, Consumer<LoggedEvent> sink) {
        for (List<LoggedEvent> events : byUser.values()) {
            for (LoggedEvent event : events) {
                if (event.target().label() == NodeLabel.CONTENT && parts.contains(split.part(event.line()))) {
                    sink.accept(event);
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
