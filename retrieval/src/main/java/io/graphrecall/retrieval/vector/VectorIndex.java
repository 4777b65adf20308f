package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.sparse.SparseVector;

import java.util.function.IntPredicate;

/** Finds the contents whose vectors are nearest to a vector, by the metric of their space. Thread-safe. */
public interface VectorIndex {

    /**
     * The index that suits a table: it looks at every vector, or follows a graph where there are too many for that.
     *
     * @param exact of the table
     * @param seed  of all chance, and orders contents that are equally near
     */
    static VectorIndex of(EmbeddingTable table, ExactIndex exact, SpaceParameters parameters, long seed) {
        return table.rows() <= parameters.exactUpTo() ? exact : HnswIndex.of(table, exact, seed);
    }

    /**
     * The nearest contents with a positive score.
     *
     * @param query  in the dimensions of the space, of any length
     * @param topK   at most so many
     * @param accept which contents may be answered, by ordinal; asked only about those that would be among the best
     * @return ordinals and scores, the nearest first; of equally near ones by a seeded hash
     */
    SparseVector search(float[] query, int topK, IntPredicate accept);
}
