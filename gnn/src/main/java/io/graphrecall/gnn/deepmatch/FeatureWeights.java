package io.graphrecall.gnn.deepmatch;

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
 * The features of a node as the model weighs them: those of each space scaled so that their squares sum up to 1, terms
 * by their inverse document frequency first. Thread-safe.
 */
public final class FeatureWeights {

    private final GraphTables tables;
    private final Map<FeatureSpace, int[]> numbers;

    public FeatureWeights(GraphTables tables, ElementVocabulary vocabulary) {
        this.tables = tables;
        numbers = vocabulary.numbers(tables);
    }

    /** The features of all spaces, by numbers of {@link ElementVocabulary#features}. */
    public SparseVector of(NodeFeatures node) {
        SparseVector all = SparseVector.EMPTY;
        for (FeatureSpace space : FeatureSpace.values()) {
            all = joined(all, of(node, space));
        }
        return all;
    }

    /**
     * What joins a node with others: its tags, or its categories and attributes where it has no tags, by ascending number,
     * each weighed by its inverse document frequency.
     */
    SparseVector joining(NodeFeatures node) {
        SparseVector tags = frequencies(node, FeatureSpace.TAG);
        return tags.isEmpty()
                ? joined(frequencies(node, FeatureSpace.CATEGORY), frequencies(node, FeatureSpace.ATTRIBUTE))
                : tags;
    }

    private SparseVector frequencies(NodeFeatures node, FeatureSpace space) {
        SparseSum sum = new SparseSum();
        node.addTo(space, 1, sum);
        int[] known = Objects.requireNonNull(numbers.get(space));
        float[] idf = tables.features(space).idf();
        TreeMap<Integer, Float> byNumber = new TreeMap<>();
        for (int i = 0; i < sum.size(); i++) {
            if (known[sum.ordinal(i)] >= 0) {
                byNumber.put(known[sum.ordinal(i)], idf[sum.ordinal(i)]);
            }
        }
        int[] features = byNumber.keySet().stream().mapToInt(Integer::intValue).toArray();
        float[] weights = new float[features.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = byNumber.getOrDefault(features[i], 0f);
        }
        return new SparseVector(features, weights);
    }

    /** The features of one space. */
    public SparseVector of(NodeFeatures node, FeatureSpace space) {
        SparseSum sum = new SparseSum();
        node.addTo(space, 1, sum);
        int[] known = Objects.requireNonNull(numbers.get(space));
        float[] idf = tables.features(space).idf();
        int[] features = new int[sum.size()];
        float[] weights = new float[sum.size()];
        int size = 0;
        double squares = 0;
        for (int i = 0; i < sum.size(); i++) {
            int number = known[sum.ordinal(i)];
            if (number >= 0) {
                float weight = space == FeatureSpace.TERM ? sum.sum(i) * idf[sum.ordinal(i)] : sum.sum(i);
                features[size] = number;
                weights[size++] = weight;
                squares += weight * weight;
            }
        }
        for (int i = 0; i < size; i++) {
            weights[i] /= (float) Math.sqrt(squares);
        }
        return new SparseVector(Arrays.copyOf(features, size), Arrays.copyOf(weights, size));
    }

    private static SparseVector joined(SparseVector first, SparseVector second) {
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
