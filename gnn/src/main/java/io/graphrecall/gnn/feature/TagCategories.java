package io.graphrecall.gnn.feature;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.EntryReader;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.NodeFeatures;

/**
 * Gives nodes that name tags but no category, such as most queries, the categories of these tags: each category in
 * proportion to the share of the tag's contents that have it. Thread-safe.
 */
public final class TagCategories {

    /** Categories per tag; the most frequent are kept. */
    private static final int MAX_CATEGORIES = 8;

    private final CsrTable categories;

    public TagCategories(GraphTables tables) {
        SparseTable contents = tables.features(FeatureSpace.CATEGORY).contents();
        SparseTable postings = tables.features(FeatureSpace.TAG).postings();
        EntryReader ofTag = postings.reader();
        EntryReader ofContent = contents.reader();
        CsrTable.Builder byTag = CsrTable.builder(contents.columns());
        for (int tag = 0; tag < postings.rows(); tag++) {
            SparseSum sum = new SparseSum();
            ofTag.readRow(tag);
            float share = 1f / Math.max(1, ofTag.end() - ofTag.start());
            for (int entry = ofTag.start(); entry < ofTag.end(); entry++) {
                ofContent.readRow(ofTag.columns()[entry]);
                sum.add(ofContent, share);
            }
            SparseVector top = sum.top(MAX_CATEGORIES);
            byTag.row(top.ordinals(), top.weights(), top.size());
        }
        categories = byTag.build();
    }

    /** Returns a node's features with the categories of its tags if it has no category. */
    public NodeFeatures completed(NodeFeatures node) {
        SparseSum own = new SparseSum();
        node.addTo(FeatureSpace.CATEGORY, 1, own);
        return own.size() > 0 ? node : (space, scale, sum) -> {
            node.addTo(space, scale, sum);
            if (space == FeatureSpace.CATEGORY) {
                SparseSum tags = new SparseSum();
                node.addTo(FeatureSpace.TAG, 1, tags);
                for (int i = 0; i < tags.size(); i++) {
                    int tag = tags.ordinal(i);
                    sum.add(categories.columnArray(), categories.weightArray(), categories.start(tag),
                            categories.end(tag), scale * tags.sum(i));
                }
            }
        };
    }
}
