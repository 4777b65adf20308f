package io.graphrecall.retrieval.tables;

import static io.graphrecall.schema.NodeLabel.TAG;
import static io.graphrecall.schema.RelationshipType.CHILD_OF;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.graph.Hop;

import java.util.Map;
import java.util.TreeMap;

/** Tags as features: a tag stands for itself and, weaker with each step, for the wider tags it belongs to. */
final class TagFeatures {

    /** What a wider tag counts, a step. */
    private static final float WIDER = 0.5f;

    /** Taxonomies are not deeper; also ends a circle. */
    private static final int MAX_STEPS = 6;

    private TagFeatures() {}

    /** Tag to the tags it stands for. */
    static CsrTable closure(HeteroGraph graph) {
        CsrTable parents = graph.adjacency(new Hop(TAG, CHILD_OF, TAG));
        CsrTable.Builder closure = CsrTable.builder(parents.columns());
        for (int tag = 0; tag < parents.rows(); tag++) {
            TreeMap<Integer, Float> stands = new TreeMap<>();
            stands.put(tag, 1f);
            addWider(parents, tag, WIDER, 1, stands);
            stands.forEach(closure::add);
            closure.endRow();
        }
        return closure.build();
    }

    private static void addWider(
            CsrTable parents, int tag, float weight, int step, Map<Integer, Float> stands) {
        if (step > MAX_STEPS) {
            return;
        }
        for (int entry = parents.start(tag); entry < parents.end(tag); entry++) {
            int parent = parents.column(entry);
            if (stands.getOrDefault(parent, 0f) < weight) {
                stands.put(parent, weight);
                addWider(parents, parent, weight * WIDER, step + 1, stands);
            }
        }
    }
}
