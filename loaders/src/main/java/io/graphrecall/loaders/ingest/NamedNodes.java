package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.GraphRow;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.NodeLabel;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes that events name, each once. */
final class NamedNodes {

    /** The parameter of each label in the statements about events. */
    private static final Map<NodeLabel, String> PARAMETERS = new EnumMap<>(Map.of(NodeLabel.USER, "users",
            NodeLabel.CONTENT, "contents", NodeLabel.ITEM, "items", NodeLabel.QUERY, "queries"));

    private final Map<NodeLabel, Set<String>> keys = new EnumMap<>(NodeLabel.class);

    private NamedNodes() {}

    static NamedNodes of(List<BehaviourEvent> events) {
        NamedNodes named = new NamedNodes();
        for (BehaviourEvent event : events) {
            named.add(event.user());
            named.add(event.target());
            if (event.query() != null) {
                named.add(event.query());
            }
        }
        return named;
    }

    private void add(NodeKey node) {
        keys.computeIfAbsent(node.label(), label -> new HashSet<>()).add(node.key());
    }

    Map<NodeLabel, Set<String>> keys() {
        return keys;
    }

    /** Those that are among some others; labels without any are left out. */
    Map<NodeLabel, Set<String>> among(Map<NodeLabel, List<String>> others) {
        Map<NodeLabel, Set<String>> both = new EnumMap<>(NodeLabel.class);
        others.forEach((label, given) -> {
            Set<String> common = new HashSet<>(given);
            common.retainAll(keys.getOrDefault(label, Set.of()));
            if (!common.isEmpty()) {
                both.put(label, common);
            }
        });
        return both;
    }

    /** Keys as parameters: {@code users}, {@code contents}, {@code items}, {@code queries}. The map is the caller's. */
    static Map<String, Object> parameters(Map<NodeLabel, Set<String>> keys) {
        Map<String, Object> parameters = new HashMap<>();
        PARAMETERS.forEach((label, name) -> parameters.put(name, keys.getOrDefault(label, Set.of())));
        return parameters;
    }

    /** The columns of the same names. */
    static Map<NodeLabel, List<String>> columns(GraphRow row) {
        Map<NodeLabel, List<String>> columns = new EnumMap<>(NodeLabel.class);
        PARAMETERS.forEach((label, name) -> columns.put(label, row.strings(name)));
        return columns;
    }
}
