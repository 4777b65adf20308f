package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.tensor.Weights;

import java.util.Collection;

/** Weights of both towers. The target tower is the element encoder alone. */
final class MatchModel {

    private final ElementEncoder elements;
    private final UserEncoder users;
    private final NDArray maskEmbedding;

    /**
     * @param kinds       kinds of sequences that the model reads
     * @param vectorWidth dimensions of content vectors; 0 if they are not used
     */
    MatchModel(
            Weights weights, MatchParameters.Model model, FeatureVocabulary vocabulary, Collection<SequenceKind> kinds,
            int vectorWidth) {
        elements = new ElementEncoder(weights, model, vocabulary, vectorWidth);
        users = new UserEncoder(weights, model, kinds);
        maskEmbedding = weights.normal("mask", 0.02, model.width());
    }

    ElementEncoder elements() {
        return elements;
    }

    UserEncoder users() {
        return users;
    }

    /** Returns the embedding that replaces a masked element, [dim]. */
    NDArray maskEmbedding() {
        return maskEmbedding;
    }
}
