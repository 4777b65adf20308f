package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.NodeLabel;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeSet;

/** Nodes that records of one batch name: gathered, made where they are missing, and counted. */
final class BareNodes {

    private static final Statements MERGE = new Statements("ingest/node-merge", NodeLabel.USER,
            NodeLabel.CONTENT, NodeLabel.ITEM, NodeLabel.QUERY, NodeLabel.TAG);

    private final Map<NodeLabel, TreeSet<String>> keys = new EnumMap<>(NodeLabel.class);
    private final Map<NodeLabel, Integer> created = new EnumMap<>(NodeLabel.class);

    void add(NodeKey node) {
        keys.computeIfAbsent(node.label(), label -> new TreeSet<>()).add(node.key());
    }

    void addAll(Collection<? extends NodeKey> nodes) {
        nodes.forEach(this::add);
    }

    /** Makes those that are missing. */
    void merge(GraphTransaction tx) {
        keys.forEach((label, named) -> {
            int count = tx.execute(MERGE.get(label), Map.of("keys", named)).nodesCreated();
            if (count > 0) {
                created.put(label, count);
            }
        });
    }

    /** How many were missing. */
    Map<NodeLabel, Integer> created() {
        return created;
    }
}
