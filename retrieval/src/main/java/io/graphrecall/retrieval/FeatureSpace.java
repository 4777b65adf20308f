package io.graphrecall.retrieval;

import io.graphrecall.schema.WireNamed;

/** Kind of features that contents, items and queries share. It connects shopping, search and reading behaviour. */
public enum FeatureSpace implements WireNamed {
    /** Semantic tags. */
    TAG,
    /** Categories of the content taxonomy, all levels of a path. */
    CATEGORY,
    /** Attributes: property and value. */
    ATTRIBUTE,
    /** Words of title, description and query. */
    TERM;
}
