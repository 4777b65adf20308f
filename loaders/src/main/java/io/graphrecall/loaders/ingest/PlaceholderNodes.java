package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.NodeLabel;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeSet;

/** Nodes referenced by the records of one batch. Missing nodes are created with only a key and counted. */
final class PlaceholderNodes {

    private final Map<NodeLabel, TreeSet<String>> keys = new EnumMap<>(NodeLabel.class);
    private final Map<NodeLabel, Integer> created = new EnumMap<>(NodeLabel.class);

    void add(NodeKey node) {
        keys.computeIfAbsent(node.label(), label -> new TreeSet<>()).add(node.key());
    }

    void createMissing(BatchTarget graph) {
        keys.forEach((label, referenced) -> {
            int count = graph.createMissing(label, referenced);
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
