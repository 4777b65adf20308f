package io.graphrecall.home;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Facts about the data in a graph: data set, users, newest event. */
public final class GraphFacts {

    private static final CypherStatement USERS = CypherStatement.of("explore/users");
    private static final CypherStatement NEWEST_EVENT = CypherStatement.of("explore/newest-event");
    private static final CypherStatement STATE = CypherStatement.of("extract/state");

    private final GraphClient graph;

    public GraphFacts(GraphClient graph) {
        this.graph = graph;
    }

    /** The ids of all users, in ascending order. */
    public List<String> users() {
        return graph.read(USERS, Map.of(), row -> row.string("user"));
    }

    /** The time of the newest event; empty if there is no event. */
    public Optional<Instant> newestEvent() {
        return graph.read(NEWEST_EVENT, Map.of(), row -> row.integer("at", Long.MIN_VALUE)).stream()
                .filter(at -> at != Long.MIN_VALUE)
                .map(Instant::ofEpochMilli)
                .findFirst();
    }

    /** The name of the loaded data set; empty if none was loaded. */
    public Optional<String> dataSet() {
        return graph.read(STATE, Map.of(), row -> row.stringOrNull("name")).stream()
                .filter(Objects::nonNull)
                .findFirst();
    }
}
