package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.sparse.SparseVector;

import java.util.function.IntPredicate;

/** Nearest-neighbour search in an embedding space by the metric of the space. Thread-safe. */
public interface VectorIndex {

    /**
     * Returns the exact index for a small table, and an HNSW index for a large one.
     *
     * @param exact exact index of the table
     * @param seed  seed of the HNSW graph and of the order of equal scores
     */
    static VectorIndex of(EmbeddingTable table, ExactIndex exact, SpaceParameters parameters, long seed) {
        return table.rows() <= parameters.exactUpTo() ? exact : HnswIndex.of(table, exact, seed);
    }

    /**
     * Returns the top K contents with a positive score.
     *
     * @param query  vector in the dimensions of the space, of any length
     * @param topK   K
     * @param accept filter of content ordinals, tested only for candidates of the top K
     * @return ordinals and scores, by descending score; equal scores are ordered by a seeded hash
     */
    SparseVector search(float[] query, int topK, IntPredicate accept);
}
