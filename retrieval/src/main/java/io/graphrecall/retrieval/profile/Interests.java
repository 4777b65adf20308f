package io.graphrecall.retrieval.profile;

import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureSpace;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Interest profile of a user: the features of largest weight in each space. A weight is the share of the user's
 * engagements with the feature, by engagement weight, times the feature's inverse document frequency, so spaces have
 * one scale. Features with more negative than positive engagement are excluded. Immutable; thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // the ordinal is not persisted
public final class Interests {

    /** Profile of an uncomputed user. */
    public static final Interests NONE = new Interests(empty(), Interests::empty, Interests::empty);

    private final SparseVector[] combined;
    private final Horizon realtime;
    private final Horizon longterm;

    Interests(SparseVector[] combined, Supplier<SparseVector[]> realtime, Supplier<SparseVector[]> longterm) {
        this.combined = combined;
        this.realtime = new Horizon(realtime);
        this.longterm = new Horizon(longterm);
    }

    /** Interests within the realtime window. Computed on first use. */
    public SparseVector realtime(FeatureSpace space) {
        return realtime.vector(space);
    }

    /** Interests over the full history. Computed on first use. */
    public SparseVector longterm(FeatureSpace space) {
        return longterm.vector(space);
    }

    /**
     * Both horizons combined for matching. The score of a content is the inner product with its features. The weights
     * include inverse document frequency to the power {@link ProfileParameters#matchIdfPower}.
     */
    public SparseVector combined(FeatureSpace space) {
        return combined[space.ordinal()];
    }

    private static SparseVector[] empty() {
        SparseVector[] vectors = new SparseVector[FeatureSpace.values().length];
        Arrays.fill(vectors, SparseVector.EMPTY);
        return vectors;
    }

    /** One horizon, computed on first use, since most requests use neither. */
    private static final class Horizon {

        private final Supplier<SparseVector[]> computation;
        private volatile SparseVector[] vectors = new SparseVector[0];

        Horizon(Supplier<SparseVector[]> computation) {
            this.computation = computation;
        }

        SparseVector vector(FeatureSpace space) {
            SparseVector[] computed = vectors;
            if (computed.length == 0) {
                computed = computation.get();
                vectors = computed;
            }
            return computed[space.ordinal()];
        }
    }
}
