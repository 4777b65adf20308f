package io.graphrecall.service.space;

import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.vector.SpaceParameters;
import org.jspecify.annotations.Nullable;

/**
 * The vector of a content for which the generation has none in the space. Its neighbours in the generation are searched
 * at the first call and cached. Thread-safe.
 */
public final class LiveVector {

    /** Neighbours per content; a build stores as many. */
    private static final int NEIGHBOURS = SpaceParameters.DEFAULT.neighbours();

    private final ServingSpace space;
    private final float[] vector;
    private volatile @Nullable SparseVector neighbours;

    /** @param vector from {@link ServingSpace#prepared}; belongs to the new object */
    public LiveVector(ServingSpace space, float[] vector) {
        this.space = space;
        this.vector = vector;
    }

    /** Returns the nearest contents of the generation, the nearest first. */
    public SparseVector neighbours() {
        SparseVector cached = neighbours;
        if (cached == null) {
            cached = space.index().search(vector, NEIGHBOURS, content -> true);
            neighbours = cached;
        }
        return cached;
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
