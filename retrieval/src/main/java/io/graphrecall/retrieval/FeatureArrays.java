package io.graphrecall.retrieval;

import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;

import java.util.Map;

/**
 * Features held in vectors of their own: for a node that is newer than the generation, or a query just typed.
 *
 * @param vectors by space; a space that is absent has no features
 */
public record FeatureArrays(Map<FeatureSpace, SparseVector> vectors) implements NodeFeatures {

    public static final FeatureArrays EMPTY = new FeatureArrays(Map.of());

    public FeatureArrays {
        vectors = Map.copyOf(vectors);
    }

    public SparseVector vector(FeatureSpace space) {
        return vectors.getOrDefault(space, SparseVector.EMPTY);
    }

    public boolean isEmpty() {
        return vectors.values().stream().allMatch(SparseVector::isEmpty);
    }

    @Override
    public void addTo(FeatureSpace space, float scale, SparseSum sum) {
        SparseVector vector = vector(space);
        sum.add(vector.ordinals(), vector.weights(), 0, vector.size(), scale);
    }
}
