package io.graphrecall.service.snapshot;

import io.graphrecall.metapath.sparse.SparseVector;
import org.jspecify.annotations.Nullable;

/**
 * The vector of a content that has none in the generation. Its neighbours there are searched when first asked for, and
 * kept. Thread-safe.
 */
public final class LiveVector {

    private final ServingSpace space;
    private final float[] vector;
    private volatile @Nullable SparseVector neighbours;

    LiveVector(ServingSpace space, float[] vector) {
        this.space = space;
        this.vector = vector;
    }

    /** The contents of the generation nearest to it, the nearest first. */
    public SparseVector neighbours() {
        SparseVector known = neighbours;
        if (known == null) {
            known = space.index().search(vector, ServingSpace.LIVE_NEIGHBOURS, content -> true);
            neighbours = known;
        }
        return known;
    }

    /** The vector as the space compares it. Not to be changed. */
    public float[] values() {
        return vector;
    }

    /** How near another vector is, {@link ServingSpace#prepared} as this one is. */
    public float score(float[] other) {
        float sum = 0;
        for (int d = 0; d < vector.length; d++) {
            sum += vector[d] * other[d];
        }
        return sum;
    }
}
