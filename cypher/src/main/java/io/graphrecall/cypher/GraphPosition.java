package io.graphrecall.cypher;

import java.util.Map;

/**
 * Identity of a graph and its position in the history of its writes.
 *
 * @param graphId random id that the schema migration gave to the graph; empty if the graph has none
 * @param seq     sequence number, which each write batch increments; 0 before the first
 */
public record GraphPosition(String graphId, long seq) {

    private static final CypherStatement SEQUENCE = CypherStatement.of("recall/sequence");
    private static final CypherStatement LOCK = CypherStatement.of("ingest/sequence-lock");
    private static final CypherStatement INCREMENT = CypherStatement.of("ingest/sequence-increment");

    /** Returns true if a position is one of the same graph. Generations of older versions do not know the id of their graph. */
    public boolean isOfSameGraph(GraphPosition other) {
        return graphId.isEmpty() || graphId.equals(other.graphId);
    }

    /** Returns true if a position is one of the same graph, at this sequence number or later. */
    public boolean precedes(GraphPosition other) {
        return isOfSameGraph(other) && seq <= other.seq;
    }

    /** Reads the latest position of a graph. Later reads of the client see at least this one. */
    public static GraphPosition read(GraphClient graph) {
        return graph.readLatest(SEQUENCE, Map.of(), GraphPosition::of).stream().findFirst()
                .orElse(new GraphPosition("", 0));
    }

    /** Locks out other writers until a transaction ends, and returns the position before it. */
    public static GraphPosition lock(GraphTransaction transaction) {
        return transaction.run(LOCK, Map.of(), GraphPosition::of).getFirst();
    }

    /** Increments the sequence number of a graph and returns it. */
    public static long increment(GraphTransaction transaction) {
        return transaction.run(INCREMENT, Map.of(), row -> row.integer("seq")).getFirst();
    }

    private static GraphPosition of(GraphRow row) {
        String graphId = row.stringOrNull("graph_id");
        return new GraphPosition(graphId == null ? "" : graphId, row.integer("seq"));
    }
}
