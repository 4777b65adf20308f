package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphPosition;
import io.graphrecall.cypher.GraphTransaction;

import java.util.Map;

/** Sequence number of the graph, incremented by every batch that changes something. */
final class Sequence {

    private static final CypherStatement RAISE = CypherStatement.of("ingest/sequence-increment");

    private Sequence() {}

    /** Locks out other writers until the transaction ends and returns the sequence number. */
    static long lock(GraphTransaction tx) {
        return GraphPosition.lock(tx).seq();
    }

    /** Increments the sequence number and returns it. */
    static long increment(GraphTransaction tx) {
        return tx.run(RAISE, Map.of(), row -> row.integer("seq")).getFirst();
    }
}
