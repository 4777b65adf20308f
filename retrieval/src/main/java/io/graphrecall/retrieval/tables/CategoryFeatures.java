package io.graphrecall.retrieval.tables;

import static io.graphrecall.schema.NodeLabel.CATEGORY;
import static io.graphrecall.schema.RelationshipType.MAPS_TO;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.graph.Hop;
import io.graphrecall.schema.CategoryPath;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Features of categories. A content category has all levels of its path. For an item category, each level is replaced
 * by the content category that it is mapped to, with all its levels. A level without a mapping is a feature that no
 * content has.
 *
 * @param index   features: keys of categories
 * @param closure category to its features
 */
record CategoryFeatures(NodeIndex index, CsrTable closure) {

    static CategoryFeatures of(HeteroGraph graph) {
        NodeIndex categories = graph.nodes(CATEGORY);
        CsrTable mapping = graph.adjacency(new Hop(CATEGORY, MAPS_TO, CATEGORY));
        CsrTable reverseMapping = mapping.transpose();
        List<TreeSet<String>> featuresByCategory = new ArrayList<>(categories.size());
        TreeSet<String> keys = new TreeSet<>();
        for (int category = 0; category < categories.size(); category++) {
            TreeSet<String> features = new TreeSet<>();
            for (CategoryPath level : CategoryPath.ofKey(categories.key(category)).levels()) {
                int ordinal = categories.ordinal(level.key());
                TreeSet<String> counterparts = new TreeSet<>();
                if (level.domain() == CategoryPath.Domain.ITEM && ordinal >= 0) {
                    addCounterparts(categories, mapping, ordinal, counterparts);
                    addCounterparts(categories, reverseMapping, ordinal, counterparts);
                }
                if (counterparts.isEmpty()) {
                    features.add(level.key());
                } else {
                    features.addAll(counterparts);
                }
            }
            featuresByCategory.add(features);
            keys.addAll(features);
        }
        NodeIndex index = NodeIndex.of(List.copyOf(keys));
        CsrTable.Builder closure = CsrTable.builder(index.size());
        for (TreeSet<String> features : featuresByCategory) {
            features.forEach(key -> closure.add(index.ordinal(key), 1));
            closure.endRow();
        }
        return new CategoryFeatures(index, closure.build());
    }

    /** Adds the content categories that an item category is mapped to, with all levels. */
    private static void addCounterparts(
            NodeIndex categories, CsrTable mapping, int category, Set<String> counterparts) {
        for (int entry = mapping.start(category); entry < mapping.end(category); entry++) {
            CategoryPath counterpart = CategoryPath.ofKey(categories.key(mapping.column(entry)));
            if (counterpart.domain() == CategoryPath.Domain.CONTENT) {
                counterpart.levels().forEach(level -> counterparts.add(level.key()));
            }
        }
    }
}
