package io.graphrecall.evaluation.description;

import io.graphrecall.evaluation.description.FeatureIds.Kind;
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

/** Vocabulary of the features of contents, items and queries. Not thread-safe. */
final class ObservedFeatures {

    /** Kind of the ids of an exact category path. */
    private static final String EXACT = "exact";
    /** Kind of the ids of a category path with all paths below it. */
    private static final String SUBTREE = "subtree";

    private final Segmenter segmenter;
    private final Map<List<String>, Integer> ids = new HashMap<>();
    private final Map<CategoryPath, List<String>> contentCategories = new HashMap<>();
    private final Map<NodeKey, FeatureIds> features = new HashMap<>();
    private final Map<Kind, BitSet> contentIds = new HashMap<>();
    private final Map<Kind, BitSet> itemIds = new HashMap<>();

    /** @param segmenter segmenter of texts into terms */
    ObservedFeatures(Segmenter segmenter) {
        this.segmenter = segmenter;
    }

    /** Adds the content category of an item category. Call it before adding items. */
    void add(CategoryRecord record) {
        if (record.category().domain() == CategoryPath.Domain.ITEM && !record.mapsTo().isEmpty()) {
            contentCategories.put(record.category(), record.mapsTo());
        }
    }

    /** Adds a content or an item. */
    void add(CatalogueEntry entry) {
        FeatureIds entryFeatures = read(entry);
        features.put(entry.id(), entryFeatures);
        Map<Kind, BitSet> idsByKind = entry.domain() == CategoryPath.Domain.CONTENT ? contentIds : itemIds;
        for (Kind kind : Kind.values()) {
            BitSet kindIds = idsByKind.computeIfAbsent(kind, unseen -> new BitSet());
            for (int id : entryFeatures.indexed(kind)) {
                kindIds.set(id);
            }
        }
    }

    /** Returns the features of an object. A query has its terms. */
    FeatureIds of(NodeKey key) {
        return key instanceof QueryText query
                ? features.computeIfAbsent(key, unseen -> symmetric(Map.of(Kind.TERM, terms(query.key(), ""))))
                : features.getOrDefault(key, FeatureIds.NONE);
    }

    /** Returns the vocabulary overlap of contents and items by kind. A category counts once, by the id of its subtree. */
    Map<String, DataDescription.Vocabulary> overlap() {
        BitSet exactPaths = new BitSet();
        ids.forEach((key, id) -> exactPaths.set(id, key.getLast().equals(EXACT)));
        Map<String, DataDescription.Vocabulary> overlap = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            BitSet contents = without(exactPaths, contentIds.getOrDefault(kind, new BitSet()));
            BitSet items = without(exactPaths, itemIds.getOrDefault(kind, new BitSet()));
            BitSet both = (BitSet) contents.clone();
            both.and(items);
            overlap.put(kind.wireName(), new DataDescription.Vocabulary(
                    contents.cardinality(), items.cardinality(), both.cardinality()));
        }
        return overlap;
    }

    private static BitSet without(BitSet excluded, BitSet ids) {
        BitSet kept = (BitSet) ids.clone();
        kept.andNot(excluded);
        return kept;
    }

    /** Returns the number of feature ids. */
    int size() {
        return ids.size();
    }

    private FeatureIds read(CatalogueEntry entry) {
        Description description = entry.description();
        List<Integer> tags = description.tags().stream().map(tag -> id(Kind.TAG.name(), List.of(tag))).toList();
        List<Integer> attributes = new ArrayList<>();
        description.attributes().forEach((property, values) -> values
                .forEach(value -> attributes.add(id(Kind.ATTRIBUTE.name(), List.of(property, value)))));
        FeatureIds flat = symmetric(Map.of(
                Kind.TAG, array(tags),
                Kind.ATTRIBUTE, array(attributes),
                Kind.TERM, terms(
                        Objects.requireNonNullElse(description.title(), ""),
                        Objects.requireNonNullElse(description.text(), ""))));
        List<List<String>> paths = entry.description().categories().stream().map(path -> path(entry.domain(), path))
                .toList();
        if (paths.isEmpty()) {
            return flat;
        }
        Map<Kind, int[]> indexed = new HashMap<>(flat.indexed());
        Map<Kind, int[]> queried = new HashMap<>(flat.queried());
        indexed.put(Kind.CATEGORY, categoryIds(paths, SUBTREE, EXACT));
        queried.put(Kind.CATEGORY, categoryIds(paths, EXACT, SUBTREE));
        return new FeatureIds(indexed, queried);
    }

    /** Returns one id per level of each path and one for each full path. */
    private int[] categoryIds(List<List<String>> paths, String levelKind, String pathKind) {
        List<Integer> found = new ArrayList<>();
        for (List<String> path : paths) {
            for (int depth = 1; depth <= path.size(); depth++) {
                found.add(id(levelKind, path.subList(0, depth)));
            }
            found.add(id(pathKind, path));
        }
        return array(found);
    }

    /** Returns a category path in the content taxonomy; for an item, the mapping of its deepest mapped level. */
    private List<String> path(CategoryPath.Domain domain, List<String> path) {
        for (int depth = path.size(); depth > 0 && domain == CategoryPath.Domain.ITEM; depth--) {
            List<String> counterpart = contentCategories.get(new CategoryPath(domain, path.subList(0, depth)));
            if (counterpart != null) {
                return counterpart;
            }
        }
        return path;
    }

    private static FeatureIds symmetric(Map<Kind, int[]> ids) {
        return new FeatureIds(ids, ids);
    }

    private int[] terms(String title, String text) {
        return TermVectors.occurrences(segmenter, title, text).stream()
                .mapToInt(term -> id(Kind.TERM.name(), List.of(term))).distinct().toArray();
    }

    private int id(String kind, List<String> parts) {
        List<String> key = new ArrayList<>(parts);
        key.add(kind);
        return ids.computeIfAbsent(List.copyOf(key), unseen -> ids.size());
    }

    private static int[] array(List<Integer> found) {
        return found.stream().mapToInt(Integer::intValue).distinct().toArray();
    }
}
