package io.graphrecall.pipeline.state;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphPosition;
import io.graphrecall.schema.UserId;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads user states from the graph. Thread-safe. */
public record StateReader(GraphClient graph) {

    private static final CypherStatement ENGAGEMENTS = CypherStatement.of("recall/user-engagements");
    private static final CypherStatement PREFERENCES = CypherStatement.of("recall/user-preferences");
    private static final CypherStatement RECENTLY_ACTIVE = CypherStatement.of("recall/recently-active-users");
    private static final CypherStatement INACTIVE = CypherStatement.of("recall/inactive-users");
    private static final CypherStatement CHANGED = CypherStatement.of("recall/changed-users");

    public UserState read(UserId user) {
        return read(List.of(user)).getFirst();
    }

    /** Returns the states of users in their order; an unknown user has an empty one. */
    public List<UserState> read(Collection<UserId> users) {
        Map<String, StateAssembler> byId = new LinkedHashMap<>();
        users.forEach(user -> byId.put(user.key(), new StateAssembler(user)));
        // Read before the rows, so that they contain everything up to this number.
        long seq = sequence();
        Map<String, Object> parameters = Map.of("users", List.copyOf(byId.keySet()));
        graph.stream(ENGAGEMENTS, parameters, row -> assembler(byId, row.string("user_id")).engagement(row));
        graph.stream(PREFERENCES, parameters, row -> assembler(byId, row.string("user_id")).preferences(row));
        List<UserState> states = new ArrayList<>(byId.size());
        byId.values().forEach(assembler -> states.add(assembler.state(seq)));
        return states;
    }

    /** Returns the graph's sequence number; 0 before the first write. */
    public long sequence() {
        return GraphPosition.read(graph).seq();
    }

    /** Returns the users that other programs changed after a sequence number. */
    public List<UserId> changedSince(long seq) {
        return graph.read(CHANGED, Map.of("since", seq), row -> new UserId(row.string("user_id")));
    }

    /** Returns the users with the latest behaviour, the latest first. */
    public List<UserId> recentlyActive(int limit) {
        return graph.read(RECENTLY_ACTIVE, Map.of("limit", limit), row -> new UserId(row.string("user_id")));
    }

    /** Returns users without behaviour. */
    public List<UserId> inactive(int limit) {
        return graph.read(INACTIVE, Map.of("limit", limit), row -> new UserId(row.string("user_id")));
    }

    private static StateAssembler assembler(Map<String, StateAssembler> byId, String user) {
        StateAssembler assembler = byId.get(user);
        if (assembler == null) {
            throw new IllegalStateException(
                    "the graph returned a row for a user that was not requested: '" + user + "'");
        }
        return assembler;
    }
}
