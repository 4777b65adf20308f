package io.graphrecall.gnn.deepmatch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What of the model is switched on; each has what the one before it has, but for {@link #FILTERED}. */
public enum MatchVariant {
    /** Attention within each sequence; the sequences are fused late. */
    BASE,
    /** {@link #BASE}, trained without samples whose target shares no feature with any element of the sequences. */
    FILTERED,
    /** The user's category preferences attend to the categories of the sequences. */
    CATE,
    /** The searches attend to the contents and the items. */
    QUERY,
    /** Hidden elements of the sequences are found again, as a second loss. */
    MASK,
    /** The elements of all sequences are the nodes of a graph, joined by what they mean. */
    GRAPH;

    /** The name in settings and reports: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The variant of a wire name. */
    public static Optional<MatchVariant> ofWireName(String name) {
        return Arrays.stream(values()).filter(variant -> variant.wireName().equals(name)).findFirst();
    }

    boolean attendsToCategories() {
        return compareTo(CATE) >= 0;
    }

    boolean searchesAttend() {
        return compareTo(QUERY) >= 0;
    }

    boolean joinsElements() {
        return compareTo(GRAPH) >= 0;
    }

    boolean hidesElements() {
        return compareTo(MASK) >= 0;
    }
}
