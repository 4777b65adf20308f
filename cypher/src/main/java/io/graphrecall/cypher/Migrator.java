package io.graphrecall.cypher;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Brings one graph to the newest of a list of migrations. */
final class Migrator {

    private static final CypherStatement APPLIED = CypherStatement.of("explore/migrations");
    private static final CypherStatement RECORD = CypherStatement.of("ingest/migration");

    private final GraphClient graph;

    Migrator(GraphClient graph) {
        this.graph = graph;
    }

    void apply(List<Migration> migrations) {
        Map<Long, String> applied = new TreeMap<>(graph.read(APPLIED, Map.of(), row -> row).stream()
                .collect(Collectors.toMap(row -> row.integer("version"), row -> row.string("checksum"))));
        for (Migration migration : migrations) {
            String checksum = applied.remove((long) migration.version());
            if (checksum == null) {
                apply(migration);
            } else if (!checksum.equals(migration.checksum())) {
                throw new RecallException(Code.CONFLICT, "the graph had migration " + migration.version() + " ("
                        + migration.name() + ") in another form; it belongs to another version of graph-recall");
            }
        }
        if (!applied.isEmpty()) {
            throw new RecallException(Code.CONFLICT, "the graph had migrations " + applied.keySet()
                    + ", which this version of graph-recall does not know; use a newer one");
        }
    }

    /**
     * Neo4j does not allow data and schema to change in one transaction, so the record comes after the change. A process
     * that dies in between leaves a change without a record, which the next run makes again: to no effect.
     */
    private void apply(Migration migration) {
        for (CypherStatement statement : migration.statements()) {
            graph.write(tx -> tx.execute(statement, Map.of()));
        }
        graph.write(tx -> tx.execute(RECORD, Map.of("version", migration.version(), "name", migration.name(),
                "checksum", migration.checksum())));
    }
}
