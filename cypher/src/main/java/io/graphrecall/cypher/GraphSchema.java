package io.graphrecall.cypher;

import java.util.List;

/**
 * The constraints and indexes of the graph, as numbered migrations that the graph remembers. Migrating twice, or from
 * several processes at once, is the same as migrating once.
 */
public final class GraphSchema {

    /** In the order they are applied. A migration that has been released never changes: what is new gets a number. */
    static final List<Migration> MIGRATIONS = List.of(
            Migration.of(1, "bookkeeping"),
            Migration.of(2, "node-keys"),
            Migration.of(3, "event-identities"),
            Migration.of(4, "change-order"),
            Migration.of(5, "user-change-order"));

    private GraphSchema() {}

    /**
     * Applies the migrations that the graph has not had yet.
     *
     * @throws io.graphrecall.schema.RecallException with code CONFLICT where the graph had a migration in another form,
     *         or one that this version does not know
     */
    public static void migrate(GraphClient graph) {
        new Migrator(graph).apply(MIGRATIONS);
    }
}
