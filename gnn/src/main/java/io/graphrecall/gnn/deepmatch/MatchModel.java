package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.tensor.Weights;

import java.util.Collection;

/** The weights of both towers; the target tower is the encoder of elements alone. */
final class MatchModel {

    private final ElementEncoder elements;
    private final UserEncoder users;
    private final NDArray cover;

    /**
     * @param kinds       the sequences that are read
     * @param vectorWidth of what contents say or show; 0 where that is not used
     */
    MatchModel(
            Weights weights, MatchParameters.Model model, FeatureVocabulary vocabulary, Collection<SequenceKind> kinds,
            int vectorWidth) {
        elements = new ElementEncoder(weights, model, vocabulary, vectorWidth);
        users = new UserEncoder(weights, model, kinds);
        cover = weights.normal("hidden.cover", 0.02, model.width());
    }

    ElementEncoder elements() {
        return elements;
    }

    UserEncoder users() {
        return users;
    }

    /** What stands in for a hidden element, [width]. */
    NDArray cover() {
        return cover;
    }
}
