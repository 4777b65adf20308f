package io.graphrecall.gnn.deepmatch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Variants of the model. Each adds a part to the variant before it, except {@link #FILTERED}, which only filters samples. */
public enum MatchVariant {
    /** A self-attention encoder per sequence and late fusion. */
    BASE,
    /** {@link #BASE}, trained without samples whose target shares no feature with any element of the sequences. */
    FILTERED,
    /** Attention of the user's category preferences over the categories of each sequence. */
    CATE,
    /** Attention of the search queries over contents and items. */
    QUERY,
    /** Masked element prediction as an auxiliary loss. */
    MASK,
    /** Graph convolution over the elements of all sequences. */
    GRAPH;

    /** Returns the name in settings and reports, in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the variant with a wire name. */
    public static Optional<MatchVariant> ofWireName(String name) {
        return Arrays.stream(values()).filter(variant -> variant.wireName().equals(name)).findFirst();
    }

    boolean usesCategoryAttention() {
        return compareTo(CATE) >= 0;
    }

    boolean usesQueryAttention() {
        return compareTo(QUERY) >= 0;
    }

    boolean masksElements() {
        return compareTo(MASK) >= 0;
    }

    boolean usesGraph() {
        return compareTo(GRAPH) >= 0;
    }
}
