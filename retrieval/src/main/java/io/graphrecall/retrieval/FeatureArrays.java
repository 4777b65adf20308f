package io.graphrecall.retrieval;

import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;

import java.util.Map;

/**
 * Features of a node that is not in the generation, or of the query of a request.
 *
 * @param vectors features by feature space; an absent space has no features
 */
public record FeatureArrays(Map<FeatureSpace, SparseVector> vectors) implements NodeFeatures {

    public static final FeatureArrays EMPTY = new FeatureArrays(Map.of());

    public FeatureArrays {
        vectors = Map.copyOf(vectors);
    }

    public SparseVector vector(FeatureSpace space) {
        return vectors.getOrDefault(space, SparseVector.EMPTY);
    }

    @Override
    public void addTo(FeatureSpace space, float scale, SparseSum sum) {
        SparseVector vector = vector(space);
        sum.add(vector.ordinals(), vector.weights(), 0, vector.size(), scale);
    }
}
