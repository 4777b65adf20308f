package io.graphrecall.gnn.deepmatch;

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
 * What the model has weights for, by name, so that it can be used with the ordinals of any generation.
 *
 * @param features features of all spaces; a key is {@code space:key}
 * @param nodes    contents and items with a vector of their own; a key is {@code label:key}
 */
public record ElementVocabulary(NodeIndex features, NodeIndex nodes) {

    /** A feature that fewer contents have says nothing that the contents' own vectors do not. */
    private static final int FEWEST = 2;

    /** Features of a space, at most; those that most contents have. */
    private static final int MOST = 30_000;

    /**
     * The vocabulary of a graph.
     *
     * @param contents those that get a vector of their own
     * @param items    likewise
     */
    public static ElementVocabulary of(GraphTables tables, BitSet contents, BitSet items) {
        List<String> features = new ArrayList<>();
        for (FeatureSpace space : FeatureSpace.values()) {
            FeatureTables of = tables.features(space);
            IntStream.range(0, of.index().size()).filter(feature -> frequency(of, feature) >= FEWEST).boxed()
                    .sorted(Comparator.comparingInt((Integer feature) -> -frequency(of, feature))
                            .thenComparing(feature -> of.index().key(feature)))
                    .limit(MOST).forEach(feature -> features.add(key(space, of.index().key(feature))));
        }
        List<String> nodes = new ArrayList<>();
        contents.stream().forEach(content -> nodes.add(key(NodeLabel.CONTENT, tables.contents().key(content))));
        items.stream().forEach(item -> nodes.add(key(NodeLabel.ITEM, tables.items().key(item))));
        return new ElementVocabulary(NodeIndex.of(features), NodeIndex.of(nodes));
    }

    private static int frequency(FeatureTables tables, int feature) {
        return tables.postings().end(feature) - tables.postings().start(feature);
    }

    /** Of each space: a generation's ordinals to numbers of {@link #features}, -1 where the model does not know it. */
    public Map<FeatureSpace, int[]> numbers(GraphTables tables) {
        Map<FeatureSpace, int[]> numbers = new EnumMap<>(FeatureSpace.class);
        for (FeatureSpace space : FeatureSpace.values()) {
            NodeIndex index = tables.features(space).index();
            numbers.put(space, IntStream.range(0, index.size())
                    .map(feature -> features.ordinal(key(space, index.key(feature)))).toArray());
        }
        return numbers;
    }

    /** The number of a content or an item among {@link #nodes}; -1 where it has no vector of its own. */
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
