package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;

/**
 * Multi-head scaled dot-product attention of one sequence over another
 * (<a href="https://arxiv.org/abs/1706.03762">Vaswani et al. 2017</a>).
 */
public final class Attention {

    private final int width;
    private final int heads;
    private final float dropout;
    private final Layers.Layer toQueries;
    private final Layers.Layer toKeys;
    private final Layers.Layer toValues;
    private final Layers.Layer out;

    /** @param dropout dropout probability of attention weights */
    public Attention(Weights weights, String name, int width, int heads, float dropout) {
        if (width % heads != 0) {
            throw new IllegalArgumentException("width " + width + " is not a multiple of " + heads + " heads");
        }
        this.width = width;
        this.heads = heads;
        this.dropout = dropout;
        toQueries = Layers.linear(weights, name + ".query", width, width);
        toKeys = Layers.linear(weights, name + ".key", width, width);
        toValues = Layers.linear(weights, name + ".value", width, width);
        out = Layers.linear(weights, name + ".out", width, width);
    }

    /**
     * Returns the attended values, [batch, queries, dim].
     *
     * @param queries       [batch, queries, dim]
     * @param keys          [batch, length, dim]
     * @param values        [batch, length, dim]
     * @param attentionBias added to the attention logits, [batch, 1, 1, length]; see {@link TransformerLayer#attentionBias}
     */
    public NDArray apply(NDArray queries, NDArray keys, NDArray values, NDArray attentionBias, boolean training) {
        NDArray query = splitHeads(toQueries.apply(queries, training));
        NDArray key = splitHeads(toKeys.apply(keys, training));
        NDArray logits = Scalars.times(
                query.matMul(key.transpose(0, 1, 3, 2)), 1 / Math.sqrt(width / (double) heads));
        NDArray shares = Layers.dropout(logits.add(attentionBias).softmax(-1), dropout, training);
        NDArray attended = shares.matMul(splitHeads(toValues.apply(values, training)));
        return out.apply(attended.transpose(0, 2, 1, 3).reshape(queries.getShape()), training);
    }

    /** {@code [batch, length, dim] -> [batch, heads, length, dim / heads]}. */
    private NDArray splitHeads(NDArray sequence) {
        return sequence.reshape(sequence.getShape().get(0), sequence.getShape().get(1), heads, width / heads)
                .transpose(0, 2, 1, 3);
    }
}
