package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.NodeLabel;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeSet;

/** Nodes referenced by the records of one batch. Missing nodes are created with only a key and counted. */
final class PlaceholderNodes {

    private static final LabelStatements MERGE = new LabelStatements("ingest/node-merge", NodeLabel.USER,
            NodeLabel.CONTENT, NodeLabel.ITEM, NodeLabel.QUERY, NodeLabel.TAG);

    private final Map<NodeLabel, TreeSet<String>> keys = new EnumMap<>(NodeLabel.class);
    private final Map<NodeLabel, Integer> created = new EnumMap<>(NodeLabel.class);

    void add(NodeKey node) {
        keys.computeIfAbsent(node.label(), label -> new TreeSet<>()).add(node.key());
    }

    void addAll(Collection<? extends NodeKey> nodes) {
        nodes.forEach(this::add);
    }

    /** Creates the missing nodes. */
    void merge(GraphTransaction tx) {
        keys.forEach((label, referenced) -> {
            int count = tx.execute(MERGE.get(label), Map.of("keys", referenced)).nodesCreated();
            if (count > 0) {
                created.put(label, count);
            }
        });
    }

    /** Returns the number of created nodes by label. */
    Map<NodeLabel, Integer> created() {
        return created;
    }
}
