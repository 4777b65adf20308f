package io.graphrecall.benchmarks.crash;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;

import java.util.List;
import java.util.Map;

/** Lookup of clicks in Neo4j. */
final class GraphEventLookup implements EventLookup {

    private static final CypherStatement CLICKS = CypherStatement.of("recall/clicks");

    private final GraphClient graph;

    GraphEventLookup(GraphClient graph) {
        this.graph = graph;
    }

    @Override
    public List<StoredEvent> find(List<String> ids) {
        return graph.read(CLICKS, Map.of("ids", ids),
                row -> new StoredEvent(row.string("id"), row.string("user"), row.string("content")));
    }
}
