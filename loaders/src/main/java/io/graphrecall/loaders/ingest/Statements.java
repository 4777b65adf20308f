package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One statement for each of several labels or types. */
final class Statements<K> {

    private final Map<K, CypherStatement> statements;

    private Statements(Collection<K> keys, Function<K, CypherStatement> statement) {
        statements = keys.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), statement));
    }

    /** For some labels. */
    static Statements<NodeLabel> ofLabels(String name, NodeLabel... labels) {
        return new Statements<>(List.of(labels), label -> CypherStatement.of(name, label));
    }

    /** For every type that events become. */
    static Statements<RelationshipType> ofBehaviour(String name) {
        List<RelationshipType> types = Arrays.stream(Action.values())
                .flatMap(action -> action.relationship().stream()).toList();
        return new Statements<>(types, type -> CypherStatement.of(name, type));
    }

    CypherStatement get(K key) {
        CypherStatement statement = statements.get(key);
        if (statement == null) {
            throw new IllegalArgumentException("there is no such statement for " + key);
        }
        return statement;
    }
}
