package io.graphrecall.retrieval.profile;

import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureSpace;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * What a user is interested in: per space the heaviest features. A weight is the share of the user's engagements, by
 * weight, that have the feature, times its inverse document frequency; spaces are thereby on one scale. What the user
 * turned away from more than towards is not there. Immutable; thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // indexes arrays within this object, never written anywhere
public final class Interests {

    /** Of a user of whom nothing is known. */
    public static final Interests NONE = new Interests(empty(), Interests::empty, Interests::empty);

    private final SparseVector[] combined;
    private final Horizon realtime;
    private final Horizon longterm;

    Interests(SparseVector[] combined, Supplier<SparseVector[]> realtime, Supplier<SparseVector[]> longterm) {
        this.combined = combined;
        this.realtime = new Horizon(realtime);
        this.longterm = new Horizon(longterm);
    }

    /** Interests of the last events, or of the last hours. Computed when first asked for. */
    public SparseVector realtime(FeatureSpace space) {
        return realtime.vector(space);
    }

    /** Interests over the whole history. Computed when first asked for. */
    public SparseVector longterm(FeatureSpace space) {
        return longterm.vector(space);
    }

    /**
     * Both horizons in one, ready to match: a content's score is the sum over its features of this weight times the
     * content's own. Inverse document frequency is already in, to {@link ProfileParameters#matchIdfPower}.
     */
    public SparseVector combined(FeatureSpace space) {
        return combined[space.ordinal()];
    }

    /** Whether nothing is known. */
    public boolean isEmpty() {
        return Arrays.stream(combined).allMatch(SparseVector::isEmpty);
    }

    private static SparseVector[] empty() {
        SparseVector[] vectors = new SparseVector[FeatureSpace.values().length];
        Arrays.fill(vectors, SparseVector.EMPTY);
        return vectors;
    }

    /** One horizon, computed once; most requests look at neither. */
    private static final class Horizon {

        private final Supplier<SparseVector[]> computation;
        private volatile SparseVector[] vectors = new SparseVector[0];

        Horizon(Supplier<SparseVector[]> computation) {
            this.computation = computation;
        }

        SparseVector vector(FeatureSpace space) {
            SparseVector[] known = vectors;
            if (known.length == 0) {
                known = computation.get();
                vectors = known;
            }
            return known[space.ordinal()];
        }
    }
}
