package io.graphrecall.metapath.extract;

import static io.graphrecall.schema.NodeLabel.ATTRIBUTE;
import static io.graphrecall.schema.NodeLabel.CATEGORY;
import static io.graphrecall.schema.NodeLabel.CONTENT;
import static io.graphrecall.schema.NodeLabel.ITEM;
import static io.graphrecall.schema.NodeLabel.QUERY;
import static io.graphrecall.schema.NodeLabel.TAG;
import static io.graphrecall.schema.RelationshipType.CHILD_OF;
import static io.graphrecall.schema.RelationshipType.HAS_ATTRIBUTE;
import static io.graphrecall.schema.RelationshipType.HAS_TAG;
import static io.graphrecall.schema.RelationshipType.IN_CATEGORY;
import static io.graphrecall.schema.RelationshipType.MAPS_TO;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.graph.Hop;
import io.graphrecall.metapath.graph.KeyNumbering;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

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
    private final WordForms words;
    private final KeyNumbering.Sorted terms;
    private final Map<NodeLabel, KeyNumbering.Sorted> keys = new EnumMap<>(NodeLabel.class);

    CsrAssembly(Vocabularies vocabularies, EntryRows contentRows, EntryRows itemRows, KeyNumbering queryKeys) {
        this.contentRows = contentRows;
        this.itemRows = itemRows;
        contentTerms = contentRows.terms();
        itemTerms = itemRows.terms();
        words = vocabularies.words();
        terms = words.terms().sorted();
        KeyNumbering.Sorted categories = vocabularies.categories().sorted();
        int[] categoryOf = contentRows.categories().firstColumns(categories);
        keys.put(CONTENT, contentRows.keys().sorted(number -> categoryOf[number]));
        keys.put(ITEM, itemRows.keys().sorted());
        keys.put(QUERY, queryKeys.sorted());
        keys.put(TAG, vocabularies.tags().sorted());
        keys.put(CATEGORY, categories);
        keys.put(ATTRIBUTE, vocabularies.attributes().sorted());
    }

    /** Returns the sorted keys of a label other than users. */
    KeyNumbering.Sorted keys(NodeLabel label) {
        return Objects.requireNonNull(keys.get(label));
    }

    Map<NodeLabel, NodeIndex> nodes() {
        Map<NodeLabel, NodeIndex> nodes = new EnumMap<>(NodeLabel.class);
        keys.forEach((label, sorted) -> nodes.put(label, sorted.index()));
        return nodes;
    }

    Map<Hop, CsrTable> adjacency(RawTable queryTags, Taxonomy taxonomy) {
        Map<Hop, CsrTable> tables = new HashMap<>();
        addEntry(tables, CONTENT, contentRows);
        addEntry(tables, ITEM, itemRows);
        put(tables, QUERY, HAS_TAG, TAG, queryTags);
        tables.put(new Hop(TAG, CHILD_OF, TAG), taxonomy.parents(keys(TAG)));
        tables.put(new Hop(CATEGORY, MAPS_TO, CATEGORY), taxonomy.mapping(keys(CATEGORY)));
        return tables;
    }

    HeteroGraph.Texts texts() {
        return new HeteroGraph.Texts(
                terms.index(), words.names(terms), contentTerms.byOrdinals(keys(CONTENT), terms),
                itemTerms.byOrdinals(keys(ITEM), terms));
    }

    private void addEntry(Map<Hop, CsrTable> tables, NodeLabel label, EntryRows rows) {
        put(tables, label, HAS_TAG, TAG, rows.tags());
        put(tables, label, IN_CATEGORY, CATEGORY, rows.categories());
        put(tables, label, HAS_ATTRIBUTE, ATTRIBUTE, rows.attributes());
    }

    private void put(
            Map<Hop, CsrTable> tables, NodeLabel from, RelationshipType type, NodeLabel to, RawTable table) {
        tables.put(new Hop(from, type, to), table.byOrdinals(keys(from), keys(to)));
    }
}
