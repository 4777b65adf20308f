package io.graphrecall.retrieval;

import java.util.Locale;

/** Kind of features that contents, items and queries share. It connects shopping, search and reading behaviour. */
public enum FeatureSpace {
    /** Semantic tags. */
    TAG,
    /** Categories of the content taxonomy, all levels of a path. */
    CATEGORY,
    /** Attributes: property and value. */
    ATTRIBUTE,
    /** Words of title, description and query. */
    TERM;

    /** Name in files and over HTTP, in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
