package io.graphrecall.cypher;

import java.util.List;
import java.util.Map;

/**
 * Identity of a graph and its position in the history of its writes.
 *
 * @param graphId random id that the schema migration gave to the graph; empty if the graph has none
 * @param seq     sequence number, which each write batch increments; 0 before the first
 */
public record GraphPosition(String graphId, long seq) {

    private static final CypherStatement SEQUENCE = CypherStatement.of("recall/sequence");

    /** Reads the latest position of a graph. Later reads of the client see at least this one. */
    public static GraphPosition read(GraphClient graph) {
        return first(graph.readLatest(SEQUENCE, Map.of(), GraphPosition::of));
    }

    public static GraphPosition read(GraphTransaction transaction) {
        return first(transaction.run(SEQUENCE, Map.of(), GraphPosition::of));
    }

    private static GraphPosition of(GraphRow row) {
        String graphId = row.stringOrNull("graph_id");
        return new GraphPosition(graphId == null ? "" : graphId, row.integer("seq"));
    }

    private static GraphPosition first(List<GraphPosition> rows) {
        return rows.isEmpty() ? new GraphPosition("", 0) : rows.getFirst();
    }
}
