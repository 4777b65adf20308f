package io.graphrecall.retrieval.vector;

import io.graphrecall.metapath.sparse.SparseVector;

import java.util.function.IntPredicate;

/** Nearest-neighbour search in an embedding space by the metric of the space. Thread-safe. */
public interface VectorIndex {

    /**
     * Returns the top K contents with a positive score.
     *
     * @param query  vector in the dimensions of the space, of any length
     * @param topK   K
     * @param accept filter of content ordinals, tested only for candidates of the top K, for some of them several times
     * @return ordinals and scores, by descending score; equal scores are ordered by a seeded hash
     */
    SparseVector search(float[] query, int topK, IntPredicate accept);
}
