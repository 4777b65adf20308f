package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import io.graphrecall.gnn.tensor.Attention;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Weights;

/**
 * Attention of a user's category preferences over the categories of a sequence. Queries and keys are layer-normalised,
 * because category vectors start so short that all attention weights would be equal.
 */
final class CategoryAttention {

    private final Attention attention;
    private final Layers.Layer norm;

    CategoryAttention(Weights weights, String name, MatchParameters.Model model) {
        attention = Attention.identity(weights, name, model.width(), model.heads(), model.dropout());
        norm = Layers.layerNorm(weights, name + ".norm", model.width());
    }

    /**
     * Returns the elements attended to by each preference, [batch, preferences, dim].
     *
     * @param preferences category vectors, [batch, preferences, dim]
     * @param logits      pooling logits of the elements, added to the attention logits, [batch, length]
     */
    NDArray apply(NDArray preferences, MatchBatch.Sequence sequence, NDArray logits, boolean training) {
        return attention.apply(
                norm.apply(preferences, training), norm.apply(sequence.categories(), training),
                sequence.vectors(), logits.expandDims(1).expandDims(1), training);
    }
}
