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
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.RelationshipType;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds which identities of a batch the graph has already, and with which facts. */
final class KnownEvents {

    private static final CypherStatement OF_ANY_TYPE = CypherStatement.of("ingest/event-of-any-type");
    private static final Statements<RelationshipType> OF_TYPE = Statements.ofBehaviour("ingest/event-of-type");

    /** The events of the graph that have an identity of the batch, by identity. The map is the caller's own. */
    Map<String, BehaviourEvent> find(GraphTransaction tx, List<BehaviourEvent> batch) {
        List<String> given = new ArrayList<>();
        Map<Action, List<String>> computed = new EnumMap<>(Action.class);
        for (BehaviourEvent event : batch) {
            if (!isFirstOfItsLike(event)) {
                given.add(event.id());
            } else if (event.action().relationship().isPresent()) {
                computed.computeIfAbsent(event.action(), none -> new ArrayList<>()).add(event.id());
            }
        }
        Map<String, BehaviourEvent> known = new HashMap<>();
        computed.forEach((action, ids) -> find(tx, OF_TYPE.get(action.relationship().orElseThrow()), ids, known));
        if (!given.isEmpty()) {
            find(tx, OF_ANY_TYPE, given, known);
        }
        return known;
    }

    private static void find(
            GraphTransaction tx, CypherStatement statement, List<String> ids, Map<String, BehaviourEvent> known) {
        tx.run(statement, Map.of("ids", ids), KnownEvents::event).forEach(event -> known.put(event.id(), event));
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
