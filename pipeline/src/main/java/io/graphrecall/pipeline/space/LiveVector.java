package io.graphrecall.pipeline.space;

import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.vector.NeighbourContrast;

/**
 * A vector that the generation does not have in the space, of a content or a request. Immutable; thread-safe.
 *
 * @param values         from {@link ServingSpace#prepared}; not to be changed
 * @param neighbours     the nearest contents of the generation, with their weights
 * @param inNeighboursOf the contents of the generation that have this one among their neighbours, with its weights for them;
 *                       empty for a vector of a request
 */
public record LiveVector(float[] values, NeighbourContrast.Row neighbours, SparseVector inNeighboursOf) {

    /** Compares the vector of a content with all contents of the generation. */
    public static LiveVector ofContent(ServingSpace space, float[] values) {
        NeighbourContrast.Row neighbours = space.neighbours(values);
        return new LiveVector(values, neighbours, space.inNeighboursOf(values, neighbours.closeness()));
    }

    /** Searches the neighbours of a vector of a request. */
    public static LiveVector ofRequest(ServingSpace space, float[] values) {
        return new LiveVector(values, space.neighbours(values), SparseVector.EMPTY);
    }

    /** Returns the weight of this content as a neighbour of another live one. */
    public float weightFor(LiveVector other) {
        return NeighbourContrast.weight(
                score(other.values), neighbours.closeness(), other.neighbours.threshold());
    }

    /**
     * Returns the inner product with another vector from {@link ServingSpace#prepared}, rounded as that of a content of the
     * generation.
     */
    public float score(float[] other) {
        float sum = 0;
        for (int d = 0; d < values.length; d++) {
            sum = Math.fma(values[d], other[d], sum);
        }
        return sum;
    }
}
