package io.graphrecall.cypher;

import java.util.List;

/**
 * Constraints, indexes and the identity of the graph, as numbered migrations. The graph stores the applied migrations, so
 * that migrating repeatedly or from several processes at once has the same result as migrating once.
 */
public final class GraphSchema {

    /**
     * Migrations in the order of their application. A released migration never changes; each change gets a new number.
     */
    static final List<Migration> MIGRATIONS = List.of(
            Migration.of(1, "bookkeeping"),
            Migration.of(2, "node-keys"),
            Migration.of(3, "event-identities"),
            Migration.of(4, "change-order"),
            Migration.of(5, "user-change-order"),
            Migration.of(6, "graph-identity"),
            Migration.of(7, "community-key"));

    private GraphSchema() {}

    /**
     * Applies the migrations that the graph does not have yet.
     *
     * @throws io.graphrecall.schema.RecallException with code CONFLICT if a migration was applied to the graph in a
     *         different form, or if the graph has a migration that this version does not know
     */
    public static void migrate(GraphClient graph) {
        new Migrator(graph).apply(MIGRATIONS);
    }
}
