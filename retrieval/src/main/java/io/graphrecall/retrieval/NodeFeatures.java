package io.graphrecall.retrieval;

import io.graphrecall.metapath.sparse.SparseSum;

/** Features of one content, item or query: a row of the generation's tables, or arrays for a newer node. */
public interface NodeFeatures {

    /** Adds the node's features of one space to a sum, each weight times {@code scale}. */
    void addTo(FeatureSpace space, float scale, SparseSum sum);
}
