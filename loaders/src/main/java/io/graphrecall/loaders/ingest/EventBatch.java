package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a batch of events in three statements, because round trips dominate the cost: lock, look-up of existing events
 * and nodes, and write. The look-up ensures that the write causes no conflict. Impressions need a fourth statement.
 */
final class EventBatch {

    private static final CypherStatement CREATE = CypherStatement.of("ingest/event-create");

    private final ImpressionWindow impressions = new ImpressionWindow();
    private final boolean markUsers;

    /**
     * Creates a writer.
     *
     * @param markUsers true if the users of a batch are marked as changed
     */
    EventBatch(boolean markUsers) {
        this.markUsers = markUsers;
    }

    WriteReport write(GraphTransaction tx, List<BehaviourEvent> batch) {
        long before = Sequence.lock(tx);
        BatchLookup lookup = BatchLookup.of(tx, batch);
        Map<String, BehaviourEvent> first = new HashMap<>(lookup.events());
        List<BehaviourEvent> newEvents = new ArrayList<>();
        List<Rejection> rejected = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            BehaviourEvent event = batch.get(i);
            BehaviourEvent existing = first.putIfAbsent(event.id(), event);
            if (existing == null) {
                newEvents.add(event);
            } else if (!existing.sameFacts(event)) {
                rejected.add(new Rejection(i, "event_id '" + event.id() + "' belongs to a different event: "
                        + EventDifference.describe(existing, event)));
            }
        }
        ImpressionWindow.Changes shown = impressions.changes(tx, newEvents);
        Map<NodeLabel, Set<String>> missing = ReferencedNodes.of(newEvents).intersect(lookup.missing());
        int written = shown.count() + (int) newEvents.stream().filter(EventBatch::isRelationship).count();
        long seq = written == 0 && missing.isEmpty()
                ? before
                : tx.run(CREATE, parameters(newEvents, missing, shown, before + 1), row -> row.integer("seq"))
                        .getFirst();
        Map<NodeLabel, Integer> placeholders = new EnumMap<>(NodeLabel.class);
        missing.forEach((label, keys) -> placeholders.put(label, keys.size()));
        return new WriteReport(written, batch.size() - rejected.size() - written, rejected, seq, placeholders);
    }

    private static boolean isRelationship(BehaviourEvent event) {
        return event.action().relationship().isPresent();
    }

    private Map<String, Object> parameters(
            List<BehaviourEvent> events,
            Map<NodeLabel, Set<String>> missing,
            ImpressionWindow.Changes shown,
            long seq) {
        Map<NodeLabel, List<Map<String, Object>>> rows = new EnumMap<>(NodeLabel.class);
        for (BehaviourEvent event : events) {
            event.action().relationship().ifPresent(
                    type -> rows.computeIfAbsent(event.target().label(), none -> new ArrayList<>())
                            .add(row(event, type)));
        }
        Map<String, Object> parameters = ReferencedNodes.parameters(missing);
        parameters.put("on_contents", rows.getOrDefault(NodeLabel.CONTENT, List.of()));
        parameters.put("on_items", rows.getOrDefault(NodeLabel.ITEM, List.of()));
        parameters.put("searches", rows.getOrDefault(NodeLabel.QUERY, List.of()));
        parameters.put("shown", shown.rows());
        parameters.put("noted",
                markUsers ? events.stream().map(event -> event.user().key()).distinct().toList() : List.of());
        parameters.put("seq", seq);
        return parameters;
    }

    /** Absent fields are null, which the statement does not store. */
    private static Map<String, Object> row(BehaviourEvent event, RelationshipType type) {
        Map<String, Object> row = new HashMap<>();
        row.put("type", type.name());
        row.put("id", event.id());
        row.put("user", event.user().key());
        row.put("target", event.target().key());
        row.put("at", event.at().toEpochMilli());
        row.put("order", event.order());
        row.put("dwell_ms", event.dwellMs());
        row.put("scene", event.scene());
        row.put("query", event.query() == null ? null : event.query().key());
        row.put("request_id", event.requestId());
        return row;
    }
}
