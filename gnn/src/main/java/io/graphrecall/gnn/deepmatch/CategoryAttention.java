package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import io.graphrecall.gnn.tensor.Attention;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Weights;

/**
 * What a user's preferred categories find in a sequence: its elements, weighed by how alike their categories are to the
 * preferred ones. Both sides are brought to one length before they are compared: the vectors of categories begin so short
 * that all elements would count the same, whatever is preferred.
 */
final class CategoryAttention {

    private final Attention attention;
    private final Layers.Layer compared;

    CategoryAttention(Weights weights, String name, MatchParameters.Model model) {
        attention = Attention.identity(weights, name, model.width(), model.heads(), model.dropout());
        compared = Layers.layerNorm(weights, name + ".compared", model.width());
    }

    /**
     * What each preference finds, [B, P, width].
     *
     * @param preferences vectors of categories, [B, P, width]
     * @param scores      how much elements count whatever is preferred, as a softmax takes it, [B, L]
     */
    NDArray apply(NDArray preferences, MatchBatch.Sequence sequence, NDArray scores, boolean training) {
        return attention.apply(
                compared.apply(preferences, training), compared.apply(sequence.categories(), training),
                sequence.vectors(), scores.expandDims(1).expandDims(1), training);
    }
}
