package io.graphrecall.evaluation.description;

import io.graphrecall.evaluation.description.Meaning.Kind;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.metapath.term.TermVectors;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.CategoryRecord;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.QueryText;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Everything that is said of contents and items, as numbers. Not thread-safe. */
final class ValueCounts {

    private static final String IS = "is";
    private static final String WITHIN = "within";

    private final Segmenter segmenter;
    private final Map<List<String>, Integer> numbers = new HashMap<>();
    private final Map<CategoryPath, List<String>> mapped = new HashMap<>();
    private final Map<NodeKey, Meaning> meanings = new HashMap<>();
    private final Map<Kind, BitSet> ofContents = new HashMap<>();
    private final Map<Kind, BitSet> ofItems = new HashMap<>();

    /** @param segmenter cuts texts into terms */
    ValueCounts(Segmenter segmenter) {
        this.segmenter = segmenter;
    }

    /** Takes what a category of items is among contents; to come before the items. */
    void add(CategoryRecord record) {
        if (record.category().domain() == CategoryPath.Domain.ITEM && !record.mapsTo().isEmpty()) {
            mapped.put(record.category(), record.mapsTo());
        }
    }

    /** Takes a content or an item. */
    void add(CatalogueEntry entry) {
        Meaning meaning = meaning(entry);
        meanings.put(entry.id(), meaning);
        Map<Kind, BitSet> known = entry.domain() == CategoryPath.Domain.CONTENT ? ofContents : ofItems;
        for (Kind kind : Kind.values()) {
            BitSet numbered = known.computeIfAbsent(kind, unseen -> new BitSet());
            for (int number : meaning.told(kind)) {
                numbered.set(number);
            }
        }
    }

    /** What something is about; a query by its terms. */
    Meaning of(NodeKey key) {
        return key instanceof QueryText query
                ? meanings.computeIfAbsent(key, unseen -> alike(Map.of(Kind.TERM, terms(query.key(), ""))))
                : meanings.getOrDefault(key, Meaning.NONE);
    }

    /** By kind: how many values are told of contents, of items and of both. */
    Map<String, DataDescription.Vocabulary> overlap() {
        Map<String, DataDescription.Vocabulary> overlap = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            BitSet contents = ofContents.getOrDefault(kind, new BitSet());
            BitSet items = ofItems.getOrDefault(kind, new BitSet());
            BitSet both = (BitSet) contents.clone();
            both.and(items);
            overlap.put(kind.wireName(), new DataDescription.Vocabulary(
                    contents.cardinality(), items.cardinality(), both.cardinality()));
        }
        return overlap;
    }

    /** How many numbers were given. */
    int size() {
        return numbers.size();
    }

    private Meaning meaning(CatalogueEntry entry) {
        Description description = entry.description();
        List<Integer> tags = description.tags().stream().map(tag -> number(Kind.TAG.name(), List.of(tag))).toList();
        List<Integer> attributes = new ArrayList<>();
        description.attributes().forEach((property, values) -> values
                .forEach(value -> attributes.add(number(Kind.ATTRIBUTE.name(), List.of(property, value)))));
        Meaning alike = alike(Map.of(
                Kind.TAG, array(tags),
                Kind.ATTRIBUTE, array(attributes),
                Kind.TERM, terms(
                        Objects.requireNonNullElse(description.title(), ""),
                        Objects.requireNonNullElse(description.text(), ""))));
        List<String> path = path(entry);
        if (path.isEmpty()) {
            return alike;
        }
        Map<Kind, int[]> told = new HashMap<>(alike.told());
        Map<Kind, int[]> asked = new HashMap<>(alike.asked());
        told.put(Kind.CATEGORY, numbers(path, WITHIN, IS));
        asked.put(Kind.CATEGORY, numbers(path, IS, WITHIN));
        return new Meaning(told, asked);
    }

    /** One name for every level, another for the path itself. */
    private int[] numbers(List<String> path, String levels, String whole) {
        List<Integer> found = new ArrayList<>();
        for (int depth = 1; depth <= path.size(); depth++) {
            found.add(number(levels, path.subList(0, depth)));
        }
        found.add(number(whole, path));
        return array(found);
    }

    /** The category among those of contents, as far as it is known there. */
    private List<String> path(CatalogueEntry entry) {
        List<String> path = entry.description().category();
        for (int depth = path.size(); depth > 0 && entry.domain() == CategoryPath.Domain.ITEM; depth--) {
            List<String> counterpart = mapped.get(new CategoryPath(entry.domain(), path.subList(0, depth)));
            if (counterpart != null) {
                return counterpart;
            }
        }
        return path;
    }

    private static Meaning alike(Map<Kind, int[]> told) {
        return new Meaning(told, told);
    }

    private int[] terms(String title, String text) {
        return TermVectors.occurrences(segmenter, title, text).stream()
                .mapToInt(term -> number(Kind.TERM.name(), List.of(term))).distinct().toArray();
    }

    private int number(String kind, List<String> parts) {
        List<String> key = new ArrayList<>(parts);
        key.add(kind);
        return numbers.computeIfAbsent(List.copyOf(key), unseen -> numbers.size());
    }

    private static int[] array(List<Integer> found) {
        return found.stream().mapToInt(Integer::intValue).distinct().toArray();
    }
}
