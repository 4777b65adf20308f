package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.schema.NodeLabel;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Variants of one statement for several labels. */
final class LabelStatements {

    private final Map<NodeLabel, CypherStatement> statements;

    LabelStatements(String name, NodeLabel... labels) {
        statements = List.of(labels).stream()
                .collect(Collectors.toUnmodifiableMap(Function.identity(), label -> CypherStatement.of(name, label)));
    }

    CypherStatement get(NodeLabel label) {
        CypherStatement statement = statements.get(label);
        if (statement == null) {
            throw new IllegalArgumentException("the statement has no variant for " + label);
        }
        return statement;
    }
}
