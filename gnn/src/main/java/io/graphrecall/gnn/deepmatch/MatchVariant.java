package io.graphrecall.gnn.deepmatch;

import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.schema.WireNamed;

/**
 * Variants of the model. {@link #CATE} to {@link #GRAPH} each add a part to the variant before them. {@link #FILTERED} is
 * {@link #BASE} with filtered samples, and {@link #SOURCE_BASE} is the common design that the others are compared with.
 */
public enum MatchVariant implements WireNamed.Hyphenated {
    /** Self-attention over each sequence, fused by a multilayer perceptron, with id embeddings. */
    SOURCE_BASE,
    /** A weighted mean of each sequence, fused by constant gates. */
    BASE,
    /** {@link #BASE}, trained without samples whose target shares no feature with any element of the sequences. */
    FILTERED,
    /**
     * Contents and items get a mean of the current session, gates that depend on the context, and weights by how well an
     * element agrees with the user's category preferences.
     */
    CATE,
    /** The same for searches, and weights by how well an element agrees with the newest search. */
    QUERY,
    /** Masked element prediction as an auxiliary loss. */
    MASK,
    /** Graph convolution over the elements of all sequences. */
    GRAPH;

    boolean usesCategories() {
        return compareTo(CATE) >= 0;
    }

    boolean usesQueries() {
        return compareTo(QUERY) >= 0;
    }

    /** Returns true if sequences of a kind have a mean of the current session, and gates that depend on the context. */
    boolean hasContext(SequenceKind kind) {
        return kind == SequenceKind.QUERY ? usesQueries() : usesCategories();
    }

    boolean masksElements() {
        return compareTo(MASK) >= 0;
    }

    boolean usesGraph() {
        return compareTo(GRAPH) >= 0;
    }
}
