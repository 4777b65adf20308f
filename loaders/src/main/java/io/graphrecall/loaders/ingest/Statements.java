package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.schema.NodeLabel;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One statement for each of several labels. */
final class Statements {

    private final Map<NodeLabel, CypherStatement> statements;

    Statements(String name, NodeLabel... labels) {
        statements = List.of(labels).stream()
                .collect(Collectors.toUnmodifiableMap(Function.identity(), label -> CypherStatement.of(name, label)));
    }

    CypherStatement get(NodeLabel label) {
        CypherStatement statement = statements.get(label);
        if (statement == null) {
            throw new IllegalArgumentException("there is no such statement for " + label);
        }
        return statement;
    }
}
