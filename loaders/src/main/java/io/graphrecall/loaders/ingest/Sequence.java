package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphTransaction;

import java.util.Map;

/** The counter in the graph that every batch which changes something raises. */
final class Sequence {

    private static final CypherStatement LOCK = CypherStatement.of("ingest/sequence-lock");
    private static final CypherStatement RAISE = CypherStatement.of("ingest/sequence-raise");

    private Sequence() {}

    /** Waits until no other writer is in a transaction and keeps them out until this one ends. Returns the counter. */
    static long lock(GraphTransaction tx) {
        return tx.run(LOCK, Map.of(), row -> row.integer("seq")).getFirst();
    }

    /** Raises the counter and returns it. */
    static long raise(GraphTransaction tx) {
        return tx.run(RAISE, Map.of(), row -> row.integer("seq")).getFirst();
    }
}
