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

/** Distinct nodes referenced by events. */
public final class ReferencedNodes {

    /** Parameter name of each label in the event statements. */
    private static final Map<NodeLabel, String> PARAMETERS = new EnumMap<>(Map.of(NodeLabel.USER, "users",
            NodeLabel.CONTENT, "contents", NodeLabel.ITEM, "items", NodeLabel.QUERY, "queries"));

    private final Map<NodeLabel, Set<String>> keys = new EnumMap<>(NodeLabel.class);

    private ReferencedNodes() {}

    public static ReferencedNodes of(List<BehaviourEvent> events) {
        ReferencedNodes nodes = new ReferencedNodes();
        for (BehaviourEvent event : events) {
            nodes.add(event.user());
            nodes.add(event.target());
            if (event.query() != null) {
                nodes.add(event.query());
            }
        }
        return nodes;
    }

    private void add(NodeKey node) {
        keys.computeIfAbsent(node.label(), label -> new HashSet<>()).add(node.key());
    }

    /** Returns the keys by label. */
    public Map<NodeLabel, Set<String>> keys() {
        return keys;
    }

    /** Returns the intersection with other keys, without empty labels. */
    Map<NodeLabel, Set<String>> intersect(Map<NodeLabel, List<String>> others) {
        Map<NodeLabel, Set<String>> intersections = new EnumMap<>(NodeLabel.class);
        others.forEach((label, otherKeys) -> {
            Set<String> common = new HashSet<>(otherKeys);
            common.retainAll(keys.getOrDefault(label, Set.of()));
            if (!common.isEmpty()) {
                intersections.put(label, common);
            }
        });
        return intersections;
    }

    /**
     * Returns keys as parameters {@code users}, {@code contents}, {@code items} and {@code queries}. The map belongs to
     * the caller.
     */
    static Map<String, Object> parameters(Map<NodeLabel, Set<String>> keys) {
        Map<String, Object> parameters = new HashMap<>();
        PARAMETERS.forEach((label, name) -> parameters.put(name, keys.getOrDefault(label, Set.of())));
        return parameters;
    }

    /** Reads the columns with the same names. */
    static Map<NodeLabel, List<String>> columns(GraphRow row) {
        Map<NodeLabel, List<String>> columns = new EnumMap<>(NodeLabel.class);
        PARAMETERS.forEach((label, name) -> columns.put(label, row.strings(name)));
        return columns;
    }
}
