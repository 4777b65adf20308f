package io.graphrecall.schema;

import java.util.Map;

/** Vectors that a data set has for a content, by name of their space. Their arrays are shared and must not be changed. */
public record ContentVectors(ContentId content, Map<String, float[]> vectors) {

    public ContentVectors {
        vectors = Map.copyOf(vectors);
    }
}
