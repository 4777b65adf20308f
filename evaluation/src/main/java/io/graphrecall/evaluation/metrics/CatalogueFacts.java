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
 * What the ecosystem metrics need to know of all contents: when they were published, what they are about, and which
 * belong to the long tail. Immutable.
 */
public final class CatalogueFacts {

    /** The share of contents, by training positives, that is not the tail. */
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

    /** How many contents there are. */
    public int size() {
        return facts.size();
    }

    /** How many positive training events a content has. */
    public int positives(String contentId) {
        return positives.getOrDefault(contentId, 0);
    }

    /** When a content was published, in epoch milliseconds; empty where nobody told. */
    public OptionalLong publishedAt(String contentId) {
        int ordinal = ordinal(contentId);
        return ordinal < 0 || publishedAt(ordinal) == UNKNOWN_TIME
                ? OptionalLong.empty()
                : OptionalLong.of(publishedAt(ordinal));
    }

    /** The ordinal of a content; -1 where it is unknown. */
    int ordinal(String contentId) {
        return ordinals.getOrDefault(contentId, -1);
    }

    /** Epoch milliseconds, or {@link #UNKNOWN_TIME}. */
    long publishedAt(int ordinal) {
        return facts.get(ordinal).publishedAt;
    }

    /** The narrowest category as a number, or {@link #NO_CATEGORY}. */
    int category(int ordinal) {
        return facts.get(ordinal).category;
    }

    /** Category levels, tags and attributes as numbers, each once. Not to be changed. */
    int[] features(int ordinal) {
        return facts.get(ordinal).features;
    }

    /** Whether a content is outside the top 20 % by training positives. */
    boolean tail(int ordinal) {
        return !head.get(ordinal);
    }

    private record Facts(long publishedAt, int category, int[] features) {

        static final Facts NONE = new Facts(UNKNOWN_TIME, NO_CATEGORY, NO_FEATURES);
    }

    /** Collects contents and their training positives. Not thread-safe. */
    public static final class Builder {

        private final Map<String, Integer> ordinals = new HashMap<>();
        private final List<Facts> facts = new ArrayList<>();
        private final Map<List<String>, Integer> features = new HashMap<>();
        private final Map<String, Integer> positives = new HashMap<>();

        /** Adds a content of the catalogue; of a content that comes twice the later record counts. */
        public Builder content(Content content) {
            Description description = content.description();
            List<Integer> numbers = new ArrayList<>();
            List<String> path = description.category();
            for (int depth = 1; depth <= path.size(); depth++) {
                numbers.add(number("category", path.subList(0, depth)));
            }
            int category = numbers.isEmpty() ? NO_CATEGORY : numbers.getLast();
            description.tags().forEach(tag -> numbers.add(number("tag", List.of(tag))));
            description.attributes().forEach((property, values) -> values
                    .forEach(value -> numbers.add(number("attribute", List.of(property, value)))));
            long publishedAt = description.publishedAt() == null
                    ? UNKNOWN_TIME
                    : description.publishedAt().toEpochMilli();
            int[] distinct = numbers.stream().mapToInt(Integer::intValue).distinct().toArray();
            facts.set(ordinal(content.id().key()), new Facts(publishedAt, category, distinct));
            return this;
        }

        /** Counts a positive training event; its content need not be in the catalogue. */
        public Builder positive(String contentId) {
            ordinal(contentId);
            positives.merge(contentId, 1, Integer::sum);
            return this;
        }

        /** The catalogue of all that was added. Of contents with equally many positives the smaller id is the head. */
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

        private int number(String kind, List<String> parts) {
            List<String> key = new ArrayList<>(parts);
            key.add(kind);
            return features.computeIfAbsent(List.copyOf(key), unseen -> features.size());
        }
    }
}
