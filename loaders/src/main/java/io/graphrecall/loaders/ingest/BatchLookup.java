package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.EventIdentity;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * State of the graph for a batch of events before the write.
 *
 * @param events  existing events with an identity of the batch, by identity
 * @param missing keys of referenced nodes that do not exist
 */
record BatchLookup(Map<String, BehaviourEvent> events, Map<NodeLabel, List<String>> missing) {

    private static final CypherStatement STATEMENT = CypherStatement.of("ingest/event-known");

    static BatchLookup of(GraphTransaction tx, List<BehaviourEvent> batch) {
        Map<String, Object> parameters = ReferencedNodes.parameters(ReferencedNodes.of(batch).keys());
        parameters.put("ids", identities(batch));
        return tx.run(STATEMENT, parameters, BatchLookup::read).getFirst();
    }

    private static BatchLookup read(GraphRow row) {
        Map<String, BehaviourEvent> events = new HashMap<>();
        row.rows("events").forEach(one -> events.put(one.string("id"), event(one)));
        return new BatchLookup(events, ReferencedNodes.columns(row));
    }

    /** Returns the identities to look up by relationship type. */
    private static Map<String, List<String>> identities(List<BehaviourEvent> batch) {
        Map<String, List<String>> ids = new HashMap<>();
        List<String> types = Arrays.stream(Action.values()).flatMap(action -> action.relationship().stream())
                .map(Enum::name).toList();
        types.forEach(type -> ids.put(type, new ArrayList<>()));
        for (BehaviourEvent event : batch) {
            List<String> lookupTypes = hasComputedIdentity(event)
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
}
