package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.tensor.Weights;
import org.jspecify.annotations.Nullable;

import java.util.Collection;

/**
 * Both towers. The target tower is the element encoder alone. If scores depend on popularity, both towers get one more
 * coordinate, so that the score stays an inner product: 1 for a user, and a learned multiple of {@code ln(1 + popularity)}
 * for a content. A user without behaviour gets the popular contents then.
 */
final class MatchModel {

    static final String POPULARITY = "popularity.weight";

    private static final double INITIAL_POPULARITY_WEIGHT = 0.3;

    private final ElementEncoder elements;
    private final UserEncoder users;
    private final @Nullable NDArray popularityWeight;
    private final @Nullable MaskedElements maskedElements;

    /**
     * @param kinds       kinds of sequences that the model reads
     * @param vectorWidth dimensions of content vectors; 0 if they are not used
     */
    MatchModel(
            Weights weights, MatchParameters.Model model, FeatureVocabulary vocabulary, Collection<SequenceKind> kinds,
            int vectorWidth) {
        elements = new ElementEncoder(weights, model, vocabulary, vectorWidth);
        users = new UserEncoder(weights, model, kinds);
        popularityWeight = model.popularity() ? weights.scalars(POPULARITY, INITIAL_POPULARITY_WEIGHT, 1) : null;
        maskedElements = model.variant().masksElements() ? new MaskedElements(weights, model, kinds) : null;
    }

    ElementEncoder elements() {
        return elements;
    }

    UserEncoder users() {
        return users;
    }

    /** Returns the weight of popularity in a score; 0 if scores do not depend on it. */
    float popularityWeight() {
        return popularityWeight == null ? 0 : popularityWeight.toFloatArray()[0];
    }

    /** Predicts masked elements; null if the variant does not. */
    @Nullable
    MaskedElements maskedElements() {
        return maskedElements;
    }

    /**
     * Returns the vectors of users, [batch, coordinates].
     *
     * @return zeros for a user without any element, but for the coordinate of popularity
     */
    NDArray users(NDManager manager, MatchBatch batch, boolean training) {
        NDArray vectors = users.apply(manager, batch, training);
        if (popularityWeight == null) {
            return vectors;
        }
        return NDArrays.concat(new NDList(vectors, manager.ones(new Shape(batch.size(), 1))), 1);
    }

    /**
     * Returns the vectors of contents, [contents, coordinates].
     *
     * @param vectors    element vectors, [contents, dim]
     * @param popularity ln(1 + popularity), [contents, 1]
     */
    NDArray contents(NDArray vectors, NDArray popularity) {
        return popularityWeight == null
                ? vectors
                : NDArrays.concat(new NDList(vectors, popularity.mul(popularityWeight)), 1);
    }
}
