package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/**
 * Transformer encoder layer (<a href="https://arxiv.org/abs/1706.03762">Vaswani et al. 2017</a>) with layer normalisation
 * before each block, which trains without a long warm-up
 * (<a href="https://arxiv.org/abs/2002.04745">Xiong et al. 2020</a>).
 */
public final class TransformerLayer {

    /** Width of the feed-forward hidden layer, as a multiple of the model's. */
    private static final int EXPANSION = 2;

    private final int width;
    private final int heads;
    private final float dropout;
    private final Layers.Layer attentionNorm;
    private final Layers.Layer queriesKeysValues;
    private final Layers.Layer attentionOut;
    private final Layers.Layer feedForwardNorm;
    private final Layers.Layer hiddenLayer;
    private final Layers.Layer outputLayer;

    /** @param dropout dropout probability of the output of each block */
    public TransformerLayer(Weights weights, String name, int width, int heads, float dropout) {
        if (width % heads != 0) {
            throw new IllegalArgumentException("width " + width + " is not a multiple of " + heads + " heads");
        }
        this.width = width;
        this.heads = heads;
        this.dropout = dropout;
        attentionNorm = Layers.layerNorm(weights, name + ".attention.norm", width);
        queriesKeysValues = Layers.linear(weights, name + ".attention.in", width, 3 * width);
        attentionOut = Layers.linear(weights, name + ".attention.out", width, width);
        feedForwardNorm = Layers.layerNorm(weights, name + ".forward.norm", width);
        hiddenLayer = Layers.linear(weights, name + ".forward.in", width, EXPANSION * width);
        outputLayer = Layers.linear(weights, name + ".forward.out", EXPANSION * width, width);
    }

    /** Returns the additive mask of attention logits, [batch, 1, 1, length], from a mask [batch, length]. */
    public static NDArray attentionBias(NDArray mask) {
        return Layers.maskBias(mask).reshape(mask.getShape().get(0), 1, 1, mask.getShape().get(1));
    }

    /**
     * {@code [batch, length, dim] -> [batch, length, dim]}.
     *
     * @param attentionBias from {@link #attentionBias}
     */
    public NDArray apply(NDArray sequence, NDArray attentionBias, boolean training) {
        NDArray attention = attend(attentionNorm.apply(sequence, training), attentionBias, training);
        NDArray attended = sequence.add(Layers.dropout(attention, dropout, training));
        NDArray hidden = Activation.gelu(hiddenLayer.apply(feedForwardNorm.apply(attended, training), training));
        return attended.add(Layers.dropout(outputLayer.apply(hidden, training), dropout, training));
    }

    private NDArray attend(NDArray sequence, NDArray attentionBias, boolean training) {
        long batch = sequence.getShape().get(0);
        long length = sequence.getShape().get(1);
        int headWidth = width / heads;
        NDArray qkv = queriesKeysValues.apply(sequence, training)
                .reshape(batch, length, 3, heads, headWidth).transpose(2, 0, 3, 1, 4); // [3, batch, heads, length, head]
        NDArray logits = Scalars.times(
                qkv.get(0).matMul(qkv.get(1).transpose(0, 1, 3, 2)), 1 / Math.sqrt(headWidth));
        NDArray attended = logits.add(attentionBias).softmax(-1).matMul(qkv.get(2));
        return attentionOut.apply(attended.transpose(0, 2, 1, 3).reshape(batch, length, width), training);
    }
}
