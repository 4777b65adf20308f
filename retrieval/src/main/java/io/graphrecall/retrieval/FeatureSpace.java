package io.graphrecall.retrieval;

import java.util.Locale;

/** A kind of meaning that contents, items and queries share: the bridge between what a user shops, searches and reads. */
public enum FeatureSpace {
    /** Semantic tags. */
    TAG,
    /** Categories of the content taxonomy, every level of a path. */
    CATEGORY,
    /** Property and value. */
    ATTRIBUTE,
    /** Words of title, description and query. */
    TERM;

    /** The name in files and over HTTP: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
