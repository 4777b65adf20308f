package io.graphrecall.service.space;

import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.vector.NeighbourContrast;
/**
 * The vector of a content for which the generation has none in the space, with its neighbours in the generation. Immutable;
 * thread-safe.
 */
public final class LiveVector {

    private final float[] vector;
    private final NeighbourContrast.Row neighbours;
    private final SparseVector inNeighboursOf;

    /**
     * Searches the neighbours.
     *
     * @param vector from {@link ServingSpace#prepared}; belongs to the new object
     */
    public LiveVector(ServingSpace space, float[] vector) {
        this.vector = vector;
        neighbours = space.neighbours(vector);
        inNeighboursOf = space.inNeighboursOf(vector, neighbours.closeness());
    }

    /** Returns the contents of the generation that have this one among their neighbours, with its weights for them. */
    public SparseVector inNeighboursOf() {
        return inNeighboursOf;
    }

    /** Returns the weight of this content as a neighbour of another live one. */
    public float weightFor(LiveVector other) {
        return NeighbourContrast.weight(
                score(other.vector), neighbours.closeness(), other.neighbours.threshold());
    }

    /** Returns the nearest contents of the generation, with their weights. */
    public NeighbourContrast.Row neighbours() {
        return neighbours;
    }

    /** The vector as the space compares it. Not to be changed. */
    public float[] values() {
        return vector;
    }

    /** Returns the inner product with another vector from {@link ServingSpace#prepared}. */
    public float score(float[] other) {
        float sum = 0;
        for (int d = 0; d < vector.length; d++) {
            sum += vector[d] * other[d];
        }
        return sum;
    }
}
