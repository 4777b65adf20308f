package io.graphrecall.gnn.feature;

import io.graphrecall.generation.NodeIndex;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.schema.NodeLabel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Features and nodes that a model has an embedding for. They are stored by name, so that a model fits the ordinals of any
 * generation.
 *
 * @param features features of all spaces; a key is {@code space:key}
 * @param nodes    contents and items with an id embedding; a key is {@code label:key}
 */
public record FeatureVocabulary(NodeIndex features, NodeIndex nodes) {

    /** Minimum number of contents with a feature; for a single content the id embedding says the same. */
    private static final int MIN_FREQUENCY = 2;

    /** Maximum number of features of a space; the most frequent are kept. */
    private static final int MAX_FEATURES = 30_000;

    /**
     * Returns the vocabulary of a graph.
     *
     * @param contents contents that get an id embedding
     * @param items    items that get an id embedding
     */
    public static FeatureVocabulary of(GraphTables tables, BitSet contents, BitSet items) {
        List<String> features = new ArrayList<>();
        for (FeatureSpace space : FeatureSpace.values()) {
            FeatureTables table = tables.features(space);
            IntStream.range(0, table.index().size()).filter(feature -> frequency(table, feature) >= MIN_FREQUENCY)
                    .boxed()
                    .sorted(Comparator.comparingInt((Integer feature) -> -frequency(table, feature))
                            .thenComparing(feature -> table.index().key(feature)))
                    .limit(MAX_FEATURES).forEach(feature -> features.add(key(space, table.index().key(feature))));
        }
        List<String> nodes = new ArrayList<>();
        contents.stream().forEach(content -> nodes.add(key(NodeLabel.CONTENT, tables.contents().key(content))));
        items.stream().forEach(item -> nodes.add(key(NodeLabel.ITEM, tables.items().key(item))));
        return new FeatureVocabulary(NodeIndex.of(features), NodeIndex.of(nodes));
    }

    private static int frequency(FeatureTables tables, int feature) {
        return tables.postings().end(feature) - tables.postings().start(feature);
    }

    /** Returns by space the index in {@link #features} of each ordinal of a generation; -1 if unknown. */
    Map<FeatureSpace, int[]> indices(GraphTables tables) {
        Map<FeatureSpace, int[]> indices = new EnumMap<>(FeatureSpace.class);
        for (FeatureSpace space : FeatureSpace.values()) {
            NodeIndex index = tables.features(space).index();
            indices.put(space, IntStream.range(0, index.size())
                    .map(feature -> features.ordinal(key(space, index.key(feature)))).toArray());
        }
        return indices;
    }

    /** Returns the index of a content or an item in {@link #nodes}; -1 if it has no id embedding. */
    public int node(NodeLabel label, String key) {
        return nodes.ordinal(key(label, key));
    }

    private static String key(FeatureSpace space, String key) {
        return space.wireName() + ":" + key;
    }

    private static String key(NodeLabel label, String key) {
        return label.label() + ":" + key;
    }
}
