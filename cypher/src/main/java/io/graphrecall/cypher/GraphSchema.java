package io.graphrecall.cypher;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

    private static final CypherStatement APPLIED = CypherStatement.of("explore/migrations");
    private static final CypherStatement RECORD = CypherStatement.of("ingest/migration");

    private GraphSchema() {}

    /**
     * Applies the migrations that the graph does not have yet.
     *
     * @throws RecallException with code CONFLICT if a migration was applied to the graph in a
     *         different form, or if the graph has a migration that this version does not know
     */
    public static void migrate(GraphClient graph) {
        migrate(graph, MIGRATIONS);
    }

    static void migrate(GraphClient graph, List<Migration> migrations) {
        Map<Long, String> applied = new TreeMap<>(graph.readLatest(APPLIED, Map.of(), row -> row).stream()
                .collect(Collectors.toMap(row -> row.integer("version"), row -> row.string("checksum"))));
        for (Migration migration : migrations) {
            String checksum = applied.remove((long) migration.version());
            if (checksum == null) {
                apply(graph, migration);
            } else if (!checksum.equals(migration.checksum())) {
                throw new RecallException(Code.CONFLICT, "migration " + migration.version() + " (" + migration.name()
                        + ") was applied to the graph in a different form; use the version of graph-recall that created it");
            }
        }
        if (!applied.isEmpty()) {
            throw new RecallException(Code.CONFLICT, "the graph has migrations " + applied.keySet()
                    + ", which this version of graph-recall does not know; use a newer version");
        }
    }

    /**
     * Neo4j does not allow data and schema changes in one transaction, so the record is written after the change. If
     * the process dies in between, the next run repeats the change, which has no effect.
     */
    private static void apply(GraphClient graph, Migration migration) {
        for (CypherStatement statement : migration.statements()) {
            graph.write(tx -> tx.execute(statement, Map.of()));
        }
        graph.write(tx -> tx.execute(RECORD, Map.of("version", migration.version(), "name", migration.name(),
                "checksum", migration.checksum())));
    }
}
