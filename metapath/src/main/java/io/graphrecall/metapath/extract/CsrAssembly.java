package io.graphrecall.metapath.extract;

import static io.graphrecall.schema.NodeLabel.ATTRIBUTE;
import static io.graphrecall.schema.NodeLabel.CATEGORY;
import static io.graphrecall.schema.NodeLabel.CONTENT;
import static io.graphrecall.schema.NodeLabel.ITEM;
import static io.graphrecall.schema.NodeLabel.QUERY;
import static io.graphrecall.schema.NodeLabel.TAG;
import static io.graphrecall.schema.RelationshipType.HAS_ATTRIBUTE;
import static io.graphrecall.schema.RelationshipType.HAS_TAG;
import static io.graphrecall.schema.RelationshipType.IN_CATEGORY;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.graph.Hop;
import io.graphrecall.metapath.graph.KeyNumbering;
import io.graphrecall.schema.NodeLabel;

import java.util.HashMap;
import java.util.Map;

/**
 * Sorts all keys after the whole graph is read and renumbers the collected tables by ordinals. Contents of one category get
 * consecutive ordinals, because a request reads the entries of similar contents: side by side in memory, they are read
 * several times faster.
 */
final class CsrAssembly {

    private final EntryRows contentRows;
    private final EntryRows itemRows;
    private final RawTable contentTerms;
    private final RawTable itemTerms;
    private final KeyNumbering.Sorted contents;
    private final KeyNumbering.Sorted items;
    private final KeyNumbering.Sorted queries;
    private final KeyNumbering.Sorted tags;
    private final KeyNumbering.Sorted categories;
    private final KeyNumbering.Sorted attributes;
    private final KeyNumbering.Sorted terms;
    private final WordForms words;

    CsrAssembly(Vocabularies vocabularies, EntryRows contentRows, EntryRows itemRows, KeyNumbering queryKeys) {
        this.contentRows = contentRows;
        this.itemRows = itemRows;
        contentTerms = contentRows.terms();
        itemTerms = itemRows.terms();
        items = itemRows.keys().sorted();
        queries = queryKeys.sorted();
        tags = vocabularies.tags().sorted();
        categories = vocabularies.categories().sorted();
        int[] categoryOf = contentRows.categories().firstColumns(categories);
        contents = contentRows.keys().sorted(number -> categoryOf[number]);
        attributes = vocabularies.attributes().sorted();
        words = vocabularies.words();
        terms = words.terms().sorted();
    }

    Map<Hop, CsrTable> adjacency(RawTable queryTags) {
        Map<Hop, CsrTable> tables = new HashMap<>();
        addEntry(tables, CONTENT, contentRows, contents);
        addEntry(tables, ITEM, itemRows, items);
        tables.put(new Hop(QUERY, HAS_TAG, TAG), queryTags.byOrdinals(queries, tags));
        return tables;
    }

    HeteroGraph.Texts texts() {
        return new HeteroGraph.Texts(
                terms.index(), words.names(terms), contentTerms.byOrdinals(contents, terms),
                itemTerms.byOrdinals(items, terms));
    }

    Map<NodeLabel, NodeIndex> nodes() {
        return Map.of(
                CONTENT, contents.index(),
                ITEM, items.index(),
                QUERY, queries.index(),
                TAG, tags.index(),
                CATEGORY, categories.index(),
                ATTRIBUTE, attributes.index());
    }

    KeyNumbering.Sorted contents() {
        return contents;
    }

    KeyNumbering.Sorted tags() {
        return tags;
    }

    KeyNumbering.Sorted categories() {
        return categories;
    }

    private void addEntry(Map<Hop, CsrTable> tables, NodeLabel label, EntryRows rows, KeyNumbering.Sorted keys) {
        tables.put(new Hop(label, HAS_TAG, TAG), rows.tags().byOrdinals(keys, tags));
        tables.put(new Hop(label, IN_CATEGORY, CATEGORY), rows.categories().byOrdinals(keys, categories));
        tables.put(new Hop(label, HAS_ATTRIBUTE, ATTRIBUTE), rows.attributes().byOrdinals(keys, attributes));
    }
}
