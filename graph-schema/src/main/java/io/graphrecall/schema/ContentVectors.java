package io.graphrecall.schema;

import java.util.Map;

/**
 * Precomputed vectors that a data set supplies for a content, keyed by embedding space name. The arrays are shared and
 * must not be modified.
 */
public record ContentVectors(ContentId content, Map<String, float[]> vectors) {

    public ContentVectors {
        vectors = Map.copyOf(vectors);
    }
}
