package io.graphrecall.evaluation.metrics;

import io.graphrecall.schema.Content;
import io.graphrecall.schema.Description;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Publication times, features and popularity of all contents, for the ecosystem metrics. Immutable.
 */
public final class CatalogueFacts {

    /** Share of the contents with the most training positives that is the head. */
    private static final double HEAD_SHARE = 0.2;
    private static final int[] NO_FEATURES = {};
    static final long UNKNOWN_TIME = Long.MIN_VALUE;
    static final int NO_CATEGORY = -1;

    private final Map<String, Integer> ordinals;
    private final List<Facts> facts;
    private final BitSet head;
    private final Map<String, Integer> positives;

    private CatalogueFacts(
            Map<String, Integer> ordinals, List<Facts> facts, BitSet head, Map<String, Integer> positives) {
        this.positives = positives;
        this.ordinals = ordinals;
        this.facts = facts;
        this.head = head;
    }

    /** Returns the number of contents. */
    public int size() {
        return facts.size();
    }

    /** Returns the number of positive training events of a content. */
    public int positives(String contentId) {
        return positives.getOrDefault(contentId, 0);
    }

    /** Returns the publication time of a content in epoch milliseconds; empty if unknown. */
    public OptionalLong publishedAt(String contentId) {
        int ordinal = ordinal(contentId);
        return ordinal < 0 || publishedAt(ordinal) == UNKNOWN_TIME
                ? OptionalLong.empty()
                : OptionalLong.of(publishedAt(ordinal));
    }

    /** Returns the ordinal of a content; -1 if unknown. */
    int ordinal(String contentId) {
        return ordinals.getOrDefault(contentId, -1);
    }

    /** Returns the publication time in epoch milliseconds, or {@link #UNKNOWN_TIME}. */
    long publishedAt(int ordinal) {
        return facts.get(ordinal).publishedAt;
    }

    /** Returns the id of the most specific category, or {@link #NO_CATEGORY}. */
    int category(int ordinal) {
        return facts.get(ordinal).category;
    }

    /** Returns the distinct ids of category levels, tags and attributes. Callers must not change the array. */
    int[] features(int ordinal) {
        return facts.get(ordinal).features;
    }

    /** Returns true if a content is outside the top 20 % by training positives. */
    boolean isTail(int ordinal) {
        return !head.get(ordinal);
    }

    private record Facts(long publishedAt, int category, int[] features) {

        static final Facts NONE = new Facts(UNKNOWN_TIME, NO_CATEGORY, NO_FEATURES);
    }

    /** Builder from contents and training positives. Not thread-safe. */
    public static final class Builder {

        private final Map<String, Integer> ordinals = new HashMap<>();
        private final List<Facts> facts = new ArrayList<>();
        private final Map<List<String>, Integer> features = new HashMap<>();
        private final Map<String, Integer> positives = new HashMap<>();

        /** Adds a content of the catalogue. A later record of the same content replaces the earlier one. */
        public Builder content(Content content) {
            Description description = content.description();
            List<Integer> ids = new ArrayList<>();
            int category = NO_CATEGORY;
            for (List<String> path : description.categories()) {
                for (int depth = 1; depth <= path.size(); depth++) {
                    ids.add(featureId("category", path.subList(0, depth)));
                }
                category = category == NO_CATEGORY ? ids.getLast() : category;
            }
            description.tags().forEach(tag -> ids.add(featureId("tag", List.of(tag))));
            description.attributes().forEach((property, values) -> values
                    .forEach(value -> ids.add(featureId("attribute", List.of(property, value)))));
            long publishedAt = description.publishedAt() == null
                    ? UNKNOWN_TIME
                    : description.publishedAt().toEpochMilli();
            int[] distinct = ids.stream().mapToInt(Integer::intValue).distinct().toArray();
            facts.set(ordinal(content.id().key()), new Facts(publishedAt, category, distinct));
            return this;
        }

        /** Counts a positive training event. Adds its content if it is not in the catalogue. */
        public Builder positive(String contentId) {
            ordinal(contentId);
            positives.merge(contentId, 1, Integer::sum);
            return this;
        }

        /** Adds a content of an event if it is not in the catalogue. */
        public Builder known(String contentId) {
            ordinal(contentId);
            return this;
        }

        /** Creates the facts. With equal positives, smaller content ids rank higher. */
        public CatalogueFacts build() {
            List<String> byPositives = ordinals.keySet().stream()
                    .sorted(Comparator.comparingInt((String id) -> -positives.getOrDefault(id, 0))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
            BitSet head = new BitSet();
            byPositives.stream().limit((long) (HEAD_SHARE * byPositives.size())).forEach(id -> head.set(ordinal(id)));
            return new CatalogueFacts(Map.copyOf(ordinals), List.copyOf(facts), head, Map.copyOf(positives));
        }

        private int ordinal(String contentId) {
            return ordinals.computeIfAbsent(contentId, id -> {
                facts.add(Facts.NONE);
                return facts.size() - 1;
            });
        }

        private int featureId(String kind, List<String> parts) {
            List<String> key = new ArrayList<>(parts);
            key.add(kind);
            return features.computeIfAbsent(List.copyOf(key), unseen -> features.size());
        }
    }
}
