package io.graphrecall.pipeline.explain;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphRow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads paths from the graph, many of one kind with one statement. Thread-safe. */
record PathRows(GraphClient graph) {

    /** A lookup of a path, with the parameters of its row. */
    record Lookup(CypherStatement statement, Map<String, Object> row) {}

    /** Returns the paths that exist, by the {@code position} of each lookup. */
    Map<Integer, ExplainedPath> find(List<Lookup> lookups) {
        Map<CypherStatement, List<Map<String, Object>>> rowsOf = new HashMap<>();
        lookups.forEach(lookup -> rowsOf.computeIfAbsent(lookup.statement, unused -> new ArrayList<>())
                .add(lookup.row));
        Map<Integer, ExplainedPath> found = new HashMap<>();
        rowsOf.forEach((statement, rows) -> graph.stream(statement, Map.of("lookups", rows),
                row -> found.put((int) row.integer("position"), path(row))));
        return found;
    }

    private static ExplainedPath path(GraphRow row) {
        List<ExplainedPath.Node> nodes = new ArrayList<>();
        for (GraphRow node : row.rows("nodes")) {
            nodes.add(ExplainedPath.Node.of(node.string("label"), node.string("key"), node.stringOrNull("name")));
        }
        List<GraphRow> relationships = row.rows("relationships");
        List<ExplainedPath.Relationship> between = new ArrayList<>();
        for (int i = 0; i < relationships.size(); i++) {
            GraphRow relationship = relationships.get(i);
            between.add(new ExplainedPath.Relationship(
                    relationship.string("type"),
                    relationship.flag("forward"),
                    relationship.isNull("at") ? null : Instant.ofEpochMilli(relationship.integer("at")),
                    relationship.isNull("weight") ? null : (Double) relationship.real("weight")));
        }
        return new ExplainedPath(null, nodes, between);
    }
}
