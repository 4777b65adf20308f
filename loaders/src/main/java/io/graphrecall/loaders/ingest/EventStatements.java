package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.loaders.ingest.ImpressionWindow.Shown;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.EventIdentity;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.RelationshipType;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Statements that look up and write a batch of events. */
final class EventStatements {

    private static final CypherStatement KNOWN = CypherStatement.of("ingest/event-known");
    private static final CypherStatement WINDOWS = CypherStatement.of("ingest/impression-window");
    private static final CypherStatement CREATE = CypherStatement.of("ingest/event-create");

    private EventStatements() {}

    static BatchLookup lookup(GraphTransaction tx, List<BehaviourEvent> batch) {
        Map<String, Object> parameters = ReferencedNodes.parameters(ReferencedNodes.of(batch).keys());
        parameters.put("ids", identities(batch));
        return tx.run(KNOWN, Map.of("batch", parameters), EventStatements::read).getFirst();
    }

    static Map<String, ImpressionWindow> windows(GraphTransaction tx, Collection<String> users) {
        Map<String, ImpressionWindow> windows = new HashMap<>();
        tx.run(WINDOWS, Map.of("users", users), row -> {
            List<String> contents = row.strings("contents");
            long[] times = row.longs("times");
            List<Shown> impressions = new ArrayList<>();
            for (int i = 0; i < contents.size(); i++) {
                impressions.add(new Shown(contents.get(i), i < times.length ? times[i] : 0L));
            }
            ImpressionWindow window = new ImpressionWindow();
            window.add(impressions);
            return windows.put(row.string("user"), window) == null;
        });
        return windows;
    }

    static long put(GraphTransaction tx, NewEvents batch) {
        Map<NodeLabel, List<Map<String, Object>>> rows = new EnumMap<>(NodeLabel.class);
        for (BehaviourEvent event : batch.events()) {
            rows.computeIfAbsent(event.target().label(), none -> new ArrayList<>())
                    .add(row(event, event.action().relationship().orElseThrow()));
        }
        Map<String, Object> parameters = ReferencedNodes.parameters(batch.missing());
        parameters.put("on_contents", rows.getOrDefault(NodeLabel.CONTENT, List.of()));
        parameters.put("on_items", rows.getOrDefault(NodeLabel.ITEM, List.of()));
        parameters.put("searches", rows.getOrDefault(NodeLabel.QUERY, List.of()));
        parameters.put("shown", batch.shown().entrySet().stream().map(one -> row(one.getKey(), one.getValue()))
                .toList());
        parameters.put("noted", batch.noted());
        parameters.put("seq", batch.seq());
        return tx.run(CREATE, Map.of("batch", parameters), row -> row.integer("seq")).getFirst();
    }

    private static BatchLookup read(GraphRow row) {
        Map<String, BehaviourEvent> events = new HashMap<>();
        row.rows("events").forEach(one -> events.put(one.string("id"), event(one)));
        return new BatchLookup(events, ReferencedNodes.columns(row));
    }

    /** Returns the identities to look up by relationship type. An impression has none, as its identity is not stored. */
    private static Map<String, List<String>> identities(List<BehaviourEvent> batch) {
        Map<String, List<String>> ids = new HashMap<>();
        List<String> types = Arrays.stream(Action.values()).flatMap(action -> action.relationship().stream())
                .map(Enum::name).toList();
        types.forEach(type -> ids.put(type, new ArrayList<>()));
        for (BehaviourEvent event : batch) {
            List<String> lookupTypes = event.action() == Action.IMPRESSION || hasComputedIdentity(event)
                    ? event.action().relationship().map(Enum::name).stream().toList()
                    : types;
            lookupTypes.forEach(type -> ids.computeIfAbsent(type, none -> new ArrayList<>()).add(event.id()));
        }
        return ids;
    }

    /**
     * Returns true if the identity was computed from the event. It can only exist under the event's own type, which
     * saves eleven look-ups.
     */
    private static boolean hasComputedIdentity(BehaviourEvent event) {
        return event.id().equals(EventIdentity.of(event.user(), event.action(), event.target(), event.at(),
                event.scene(), event.requestId(), 0));
    }

    private static BehaviourEvent event(GraphRow row) {
        Action action = Action.ofRelationship(row.string("type")).orElseThrow();
        long dwellMs = row.integer("dwell_ms", -1);
        String query = row.stringOrNull("query");
        return new BehaviourEvent(row.string("id"), new UserId(row.string("user")), action,
                action.targetKey(row.string("target")), Instant.ofEpochMilli(row.integer("at")), 0,
                dwellMs < 0 ? null : dwellMs, row.stringOrNull("scene"), query(query), row.stringOrNull("request_id"));
    }

    private static @Nullable QueryText query(@Nullable String text) {
        return text == null ? null : new QueryText(text);
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

    private static Map<String, Object> row(String user, ImpressionWindow window) {
        List<Shown> impressions = window.impressions();
        return Map.of("user", user, "contents", impressions.stream().map(Shown::content).toList(), "times",
                impressions.stream().map(Shown::at).toList());
    }
}
