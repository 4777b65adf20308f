package io.graphrecall.metapath.extract;

import io.graphrecall.cypher.GraphRow;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.KeyNumbering;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.NodeLabel;

import java.util.Map;

/** Collects behaviour from rows that are grouped by user. Skips events on withdrawn nodes. */
final class BehaviourRows {

    private final Map<NodeLabel, NodeIndex> nodes;
    private final NodeIndex queries;
    /** Requests of the current user; those of different users are never compared. */
    private KeyNumbering requests = new KeyNumbering();
    private final Behaviour.Builder behaviour = new Behaviour.Builder();
    private String user = "";

    BehaviourRows(Map<NodeLabel, NodeIndex> nodes, NodeIndex queries) {
        this.nodes = nodes;
        this.queries = queries;
    }

    /** Adds a row with columns user, type, target, at, dwell_ms, query, request_id. */
    void add(GraphRow row) {
        Action action = Action.ofRelationship(row.string("type")).orElseThrow(() -> new IllegalStateException(
                "Relationship type " + row.string("type") + " is not a behaviour type"));
        NodeIndex targets = nodes.get(action.target());
        int target = targets == null ? -1 : targets.ordinal(row.string("target"));
        if (target < 0) {
            return;
        }
        String rowUser = row.string("user");
        if (!rowUser.equals(user)) {
            behaviour.user(rowUser);
            user = rowUser;
            requests = new KeyNumbering();
        }
        String query = row.stringOrNull("query");
        String request = row.stringOrNull("request_id");
        behaviour.event(
                action,
                target,
                row.integer("at"),
                row.integer("dwell_ms", -1),
                query == null ? -1 : queries.ordinal(query),
                request == null || request.isBlank() ? -1 : requests.intern(request));
    }

    Behaviour build() {
        return behaviour.build();
    }
}
