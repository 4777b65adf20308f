package io.graphrecall.gnn.feature;

import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.NodeFeatures;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Weighted features of nodes, by index in {@link FeatureVocabulary#features}. The features of each space have an L2 norm
 * of 1; terms are weighted by inverse document frequency (IDF) before. Thread-safe.
 */
public final class FeatureWeights {

    private final GraphTables tables;
    private final Map<FeatureSpace, int[]> indices;

    public FeatureWeights(GraphTables tables, FeatureVocabulary vocabulary) {
        this.tables = tables;
        indices = vocabulary.indices(tables);
    }

    /** Returns the features of all spaces. */
    public SparseVector of(NodeFeatures node) {
        SparseVector all = SparseVector.EMPTY;
        for (FeatureSpace space : FeatureSpace.values()) {
            all = concat(all, of(node, space));
        }
        return all;
    }

    /** Returns the features of one space. */
    public SparseVector of(NodeFeatures node, FeatureSpace space) {
        SparseSum sum = new SparseSum();
        node.addTo(space, 1, sum);
        int[] indexOf = Objects.requireNonNull(indices.get(space));
        float[] idf = tables.features(space).idf();
        int[] features = new int[sum.size()];
        float[] weights = new float[sum.size()];
        int size = 0;
        double squares = 0;
        for (int i = 0; i < sum.size(); i++) {
            int index = indexOf[sum.ordinal(i)];
            if (index >= 0) {
                float weight = space == FeatureSpace.TERM ? sum.sum(i) * idf[sum.ordinal(i)] : sum.sum(i);
                features[size] = index;
                weights[size++] = weight;
                squares += weight * weight;
            }
        }
        for (int i = 0; i < size; i++) {
            weights[i] /= (float) Math.sqrt(squares);
        }
        return new SparseVector(Arrays.copyOf(features, size), Arrays.copyOf(weights, size));
    }

    /**
     * Returns the features that link a node to others in a sequence graph: its tags, or its categories and attributes if
     * it has no tags. Sorted by index, weighted by IDF.
     */
    public SparseVector links(NodeFeatures node) {
        SparseVector tags = idf(node, FeatureSpace.TAG);
        return tags.isEmpty()
                ? concat(idf(node, FeatureSpace.CATEGORY), idf(node, FeatureSpace.ATTRIBUTE))
                : tags;
    }

    private SparseVector idf(NodeFeatures node, FeatureSpace space) {
        SparseSum sum = new SparseSum();
        node.addTo(space, 1, sum);
        int[] indexOf = Objects.requireNonNull(indices.get(space));
        float[] idf = tables.features(space).idf();
        TreeMap<Integer, Float> byIndex = new TreeMap<>();
        for (int i = 0; i < sum.size(); i++) {
            if (indexOf[sum.ordinal(i)] >= 0) {
                byIndex.put(indexOf[sum.ordinal(i)], idf[sum.ordinal(i)]);
            }
        }
        int[] features = byIndex.keySet().stream().mapToInt(Integer::intValue).toArray();
        float[] weights = new float[features.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = byIndex.getOrDefault(features[i], 0f);
        }
        return new SparseVector(features, weights);
    }

    private static SparseVector concat(SparseVector first, SparseVector second) {
        if (second.isEmpty()) {
            return first;
        }
        int[] ordinals = Arrays.copyOf(first.ordinals(), first.size() + second.size());
        float[] weights = Arrays.copyOf(first.weights(), ordinals.length);
        System.arraycopy(second.ordinals(), 0, ordinals, first.size(), second.size());
        System.arraycopy(second.weights(), 0, weights, first.size(), second.size());
        return new SparseVector(ordinals, weights);
    }
}
