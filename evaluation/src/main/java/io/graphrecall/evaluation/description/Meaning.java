package io.graphrecall.evaluation.description;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * What one content, item or query is about, as numbers of a {@link ValueCounts}. Two of them share a category where the
 * category of the one is, or lies within, that of the other; attributes, tags and terms where one is the same. The arrays
 * are owned by the record and must not be changed.
 *
 * @param told  by kind: what it tells of itself
 * @param asked by kind: what another must tell for the two to share something
 */
record Meaning(Map<Kind, int[]> told, Map<Kind, int[]> asked) {

    /** In what two can be alike. */
    enum Kind {
        CATEGORY,
        ATTRIBUTE,
        TAG,
        TERM;

        /** The name in reports. */
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int[] NOTHING = {};
    /** Nothing is known of it. */
    static final Meaning NONE = new Meaning(Map.of(), Map.of());

    Meaning {
        told = copy(told);
        asked = copy(asked);
    }

    private static Map<Kind, int[]> copy(Map<Kind, int[]> from) {
        Map<Kind, int[]> copy = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            copy.put(kind, from.getOrDefault(kind, NOTHING));
        }
        return copy;
    }

    int[] told(Kind kind) {
        return told.getOrDefault(kind, NOTHING);
    }

    int[] asked(Kind kind) {
        return asked.getOrDefault(kind, NOTHING);
    }
}
