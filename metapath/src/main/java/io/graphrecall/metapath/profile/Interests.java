package io.graphrecall.metapath.profile;

import io.graphrecall.metapath.FeatureSpace;
import io.graphrecall.metapath.SparseVector;

import java.util.Arrays;

/**
 * What a user is interested in: per space the heaviest features. A weight is the share of the user's engagements, by
 * weight, that have the feature, times its inverse document frequency; spaces are thereby on one scale. What the user
 * turned away from more than towards is not there. Immutable; thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // indexes arrays within this object, never written anywhere
public final class Interests {

    /** Of a user of whom nothing is known. */
    public static final Interests NONE = new Interests(empty(), empty(), empty());

    private final SparseVector[] realtime;
    private final SparseVector[] longterm;
    private final SparseVector[] combined;

    Interests(SparseVector[] realtime, SparseVector[] longterm, SparseVector[] combined) {
        this.realtime = realtime;
        this.longterm = longterm;
        this.combined = combined;
    }

    /** Interests of the last events, or of the last hours. */
    public SparseVector realtime(FeatureSpace space) {
        return realtime[space.ordinal()];
    }

    /** Interests over the whole history. */
    public SparseVector longterm(FeatureSpace space) {
        return longterm[space.ordinal()];
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
}
