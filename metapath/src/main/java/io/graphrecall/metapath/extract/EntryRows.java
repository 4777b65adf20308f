package io.graphrecall.metapath.extract;

import io.graphrecall.cypher.GraphRow;
import io.graphrecall.metapath.graph.KeyNumbering;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.metapath.term.TermVectors;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Collects contents or items: keys, tags, categories, attributes and the terms of their texts. */
final class EntryRows {

    /** Number of texts that are in memory at a time and segmented in parallel. */
    private static final int TEXT_BATCH = 4096;

    private final KeyNumbering keys = new KeyNumbering();
    private final RawTable tags;
    private final RawTable categories;
    private final RawTable attributes;
    private final RawTable terms;
    private final WordForms words;
    private final Segmenter segmenter;
    private final List<Text> texts = new ArrayList<>(TEXT_BATCH);

    private record Text(String title, String description) {}

    EntryRows(Vocabularies vocabularies, Segmenter segmenter) {
        tags = new RawTable(vocabularies.tags());
        categories = new RawTable(vocabularies.categories());
        attributes = new RawTable(vocabularies.attributes());
        words = vocabularies.words();
        terms = new RawTable(words.terms());
        this.segmenter = segmenter;
    }

    /** Adds a row with columns key, title, description, tags, tag_weights, categories, attributes. */
    void add(GraphRow row) {
        keys.intern(row.string("key"));
        addTags(row, tags);
        categories.addAll(row.strings("categories"));
        categories.endRow();
        attributes.addAll(row.strings("attributes"));
        attributes.endRow();
        String title = row.stringOrNull("title");
        String description = row.stringOrNull("description");
        texts.add(new Text(title == null ? "" : title, description == null ? "" : description));
        if (texts.size() == TEXT_BATCH) {
            segmentTexts();
        }
    }

    static void addTags(GraphRow row, RawTable tags) {
        List<String> names = row.strings("tags");
        float[] weights = row.floats("tag_weights");
        for (int i = 0; i < weights.length; i++) {
            tags.add(names.get(i), weights[i]);
        }
        tags.endRow();
    }

    KeyNumbering keys() {
        return keys;
    }

    RawTable tags() {
        return tags;
    }

    RawTable categories() {
        return categories;
    }

    RawTable attributes() {
        return attributes;
    }

    /** Term counts of each row's text. */
    RawTable terms() {
        segmentTexts();
        return terms;
    }

    private void segmentTexts() {
        List<List<String>> segmented = IntStream.range(0, texts.size()).parallel().mapToObj(
                i -> TermVectors.words(segmenter, texts.get(i).title(), texts.get(i).description())).toList();
        SparseSum counts = new SparseSum();
        for (List<String> text : segmented) {
            counts.clear();
            text.forEach(word -> counts.add(words.add(word), 1));
            for (int i = 0; i < counts.size(); i++) {
                terms.add(counts.ordinal(i), counts.sum(i));
            }
            terms.endRow();
        }
        texts.clear();
    }
}
