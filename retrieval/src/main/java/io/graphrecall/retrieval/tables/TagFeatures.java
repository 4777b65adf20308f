package io.graphrecall.retrieval.tables;

import static io.graphrecall.schema.NodeLabel.TAG;
import static io.graphrecall.schema.RelationshipType.CHILD_OF;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.graph.Hop;

import java.util.Map;
import java.util.TreeMap;

/** Features of tags: the tag itself and its ancestors, with a weight that decreases at each level. */
final class TagFeatures {

    /** Weight factor of a parent tag. */
    private static final float PARENT_WEIGHT = 0.5f;

    /** Maximum number of levels. It also ends cycles. */
    private static final int MAX_LEVELS = 6;

    private TagFeatures() {}

    /** Returns the weighted features of each tag. */
    static CsrTable closure(HeteroGraph graph) {
        CsrTable parents = graph.adjacency(new Hop(TAG, CHILD_OF, TAG));
        CsrTable.Builder closure = CsrTable.builder(parents.columns());
        for (int tag = 0; tag < parents.rows(); tag++) {
            TreeMap<Integer, Float> weights = new TreeMap<>();
            weights.put(tag, 1f);
            addAncestors(parents, tag, PARENT_WEIGHT, 1, weights);
            weights.forEach(closure::add);
            closure.endRow();
        }
        return closure.build();
    }

    private static void addAncestors(
            CsrTable parents, int tag, float weight, int level, Map<Integer, Float> weights) {
        if (level > MAX_LEVELS) {
            return;
        }
        for (int entry = parents.start(tag); entry < parents.end(tag); entry++) {
            int parent = parents.column(entry);
            if (weights.getOrDefault(parent, 0f) < weight) {
                weights.put(parent, weight);
                addAncestors(parents, parent, weight * PARENT_WEIGHT, level + 1, weights);
            }
        }
    }
}
