package io.graphrecall.retrieval;

import io.graphrecall.metapath.sparse.SparseSum;

/** The features of one content, item or query: a row of the generation's tables, or arrays for what is newer. */
public interface NodeFeatures {

    /** Adds the node's features of one space to a sum, each weight times a scale. */
    void addTo(FeatureSpace space, float scale, SparseSum sum);
}
