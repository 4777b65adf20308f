package io.graphrecall.evaluation.description;

import io.graphrecall.schema.WireNamed;

import java.util.EnumMap;
import java.util.Map;

/**
 * Features of a content, item or query as ids of a {@link ObservedFeatures}. Two objects share a category if one category
 * is equal to the other or its ancestor. They share an attribute, tag or term if it is equal. The record owns its arrays,
 * which must not be changed.
 *
 * @param indexed ids to index, by kind
 * @param queried ids to look up in the index, by kind: a match with any of them is a shared feature
 */
record FeatureIds(Map<Kind, int[]> indexed, Map<Kind, int[]> queried) {

    /** Kind of feature. */
    enum Kind implements WireNamed {
        CATEGORY,
        ATTRIBUTE,
        TAG,
        TERM;
    }

    private static final int[] NO_IDS = {};
    /** No features. */
    static final FeatureIds NONE = new FeatureIds(Map.of(), Map.of());

    FeatureIds {
        indexed = copy(indexed);
        queried = copy(queried);
    }

    private static Map<Kind, int[]> copy(Map<Kind, int[]> from) {
        Map<Kind, int[]> copy = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            copy.put(kind, from.getOrDefault(kind, NO_IDS));
        }
        return copy;
    }

    int[] indexed(Kind kind) {
        return indexed.getOrDefault(kind, NO_IDS);
    }

    int[] queried(Kind kind) {
        return queried.getOrDefault(kind, NO_IDS);
    }
}
