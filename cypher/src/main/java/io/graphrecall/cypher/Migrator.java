package io.graphrecall.cypher;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Applies pending migrations to one graph. */
final class Migrator {

    private static final CypherStatement APPLIED = CypherStatement.of("explore/migrations");
    private static final CypherStatement RECORD = CypherStatement.of("ingest/migration");

    private final GraphClient graph;

    Migrator(GraphClient graph) {
        this.graph = graph;
    }

    void apply(List<Migration> migrations) {
        Map<Long, String> applied = new TreeMap<>(graph.readLatest(APPLIED, Map.of(), row -> row).stream()
                .collect(Collectors.toMap(row -> row.integer("version"), row -> row.string("checksum"))));
        for (Migration migration : migrations) {
            String checksum = applied.remove((long) migration.version());
            if (checksum == null) {
                apply(migration);
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
    private void apply(Migration migration) {
        for (CypherStatement statement : migration.statements()) {
            graph.write(tx -> tx.execute(statement, Map.of()));
        }
        graph.write(tx -> tx.execute(RECORD, Map.of("version", migration.version(), "name", migration.name(),
                "checksum", migration.checksum())));
    }
}
