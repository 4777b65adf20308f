package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.EventIdentity;
import io.graphrecall.schema.ItemId;
import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.RelationshipType;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the graph knows of a batch of events before it is written.
 *
 * @param events  the events of the graph that have an identity of the batch, by identity
 * @param missing the nodes that the batch names and the graph lacks
 */
record KnownEvents(Map<String, BehaviourEvent> events, Map<NodeLabel, List<String>> missing) {

    private static final CypherStatement STATEMENT = CypherStatement.of("ingest/event-known");

    static KnownEvents of(GraphTransaction tx, List<BehaviourEvent> batch) {
        Map<String, Object> parameters = NamedNodes.parameters(NamedNodes.of(batch).keys());
        parameters.put("ids", identities(batch));
        return tx.run(STATEMENT, parameters, KnownEvents::read).getFirst();
    }

    private static KnownEvents read(GraphRow row) {
        Map<String, BehaviourEvent> events = new HashMap<>();
        row.rows("events").forEach(one -> events.put(one.string("id"), event(one)));
        return new KnownEvents(events, NamedNodes.columns(row));
    }

    /** Which identities to look for under which type. */
    private static Map<String, List<String>> identities(List<BehaviourEvent> batch) {
        Map<String, List<String>> ids = new HashMap<>();
        List<String> types = Arrays.stream(Action.values()).flatMap(action -> action.relationship().stream())
                .map(Enum::name).toList();
        types.forEach(type -> ids.put(type, new ArrayList<>()));
        for (BehaviourEvent event : batch) {
            List<String> under = isFirstOfItsLike(event)
                    ? event.action().relationship().map(Enum::name).stream().toList()
                    : types;
            under.forEach(type -> ids.computeIfAbsent(type, none -> new ArrayList<>()).add(event.id()));
        }
        return ids;
    }

    /** An identity computed from action and target can only be met under that action's type: one look-up, not twelve. */
    private static boolean isFirstOfItsLike(BehaviourEvent event) {
        return event.id().equals(EventIdentity.of(event.user(), event.action(), event.target(), event.at(),
                event.scene(), event.requestId(), 0));
    }

    private static Action action(String type) {
        RelationshipType found = RelationshipType.valueOf(type);
        return Arrays.stream(Action.values()).filter(action -> action.relationship().stream().anyMatch(found::equals))
                .findFirst().orElseThrow();
    }

    private static BehaviourEvent event(GraphRow row) {
        Action action = action(row.string("type"));
        long dwellMs = row.integer("dwell_ms", -1);
        String query = row.stringOrNull("query");
        return new BehaviourEvent(row.string("id"), new UserId(row.string("user")), action,
                target(action, row.string("target")), Instant.ofEpochMilli(row.integer("at")), 0,
                dwellMs < 0 ? null : dwellMs, row.stringOrNull("scene"), query(query), row.stringOrNull("request_id"));
    }

    private static @Nullable QueryText query(@Nullable String text) {
        return text == null ? null : new QueryText(text);
    }

    private static NodeKey target(Action action, String key) {
        return switch (action.target()) {
            case CONTENT -> new ContentId(key);
            case ITEM -> new ItemId(key);
            case QUERY -> new QueryText(key);
            case USER, TAG, CATEGORY, ATTRIBUTE, CLUSTER ->
                throw new AssertionError("no action has such a target: " + action);
        };
    }
}
