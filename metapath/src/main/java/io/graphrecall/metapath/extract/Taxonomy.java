package io.graphrecall.metapath.extract;

import io.graphrecall.cypher.GraphRow;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.graph.Edges;
import io.graphrecall.metapath.graph.KeyNumbering;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects tags and categories with their parents, synonyms and mappings. */
final class Taxonomy {

    private final KeyNumbering tags;
    private final KeyNumbering categories;
    private final Edges parents = new Edges(true);
    private final Edges mapping = new Edges(true);
    private final Map<String, List<String>> synonyms = new HashMap<>();

    Taxonomy(Vocabularies vocabularies) {
        tags = vocabularies.tags();
        categories = vocabularies.categories();
    }

    /** Adds a row with columns key, synonyms, parents. */
    void addTag(GraphRow row) {
        String key = row.string("key");
        int tag = tags.intern(key);
        row.strings("parents").forEach(parent -> parents.add(tag, tags.intern(parent)));
        List<String> words = row.strings("synonyms");
        if (!words.isEmpty()) {
            synonyms.put(key, List.copyOf(words));
        }
    }

    /** Adds a row with columns key, maps_to. */
    void addCategory(GraphRow row) {
        int category = categories.intern(row.string("key"));
        row.strings("maps_to").forEach(other -> mapping.add(category, categories.intern(other)));
    }

    CsrTable parents(KeyNumbering.Sorted sortedTags) {
        return parents.byOrdinals(sortedTags);
    }

    CsrTable mapping(KeyNumbering.Sorted sortedCategories) {
        return mapping.byOrdinals(sortedCategories);
    }

    Map<String, List<String>> synonyms() {
        return synonyms;
    }
}
