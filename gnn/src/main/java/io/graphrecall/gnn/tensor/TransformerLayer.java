package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/**
 * One layer of a Transformer encoder (Vaswani et al. 2017), normalised before each part (Xiong et al. 2020), which
 * learns without a long warm-up.
 */
public final class TransformerLayer {

    private static final int WIDENING = 2;

    private final int width;
    private final int heads;
    private final float dropout;
    private final Layers.Layer beforeAttention;
    private final Layers.Layer queriesKeysValues;
    private final Layers.Layer attended;
    private final Layers.Layer beforeFeedForward;
    private final Layers.Layer widened;
    private final Layers.Layer narrowed;

    /** @param dropout the share of numbers that training leaves out of what each part adds */
    public TransformerLayer(Weights weights, String name, int width, int heads, float dropout) {
        if (width % heads != 0) {
            throw new IllegalArgumentException("width " + width + " is not a multiple of " + heads + " heads");
        }
        this.width = width;
        this.heads = heads;
        this.dropout = dropout;
        beforeAttention = Layers.layerNorm(weights, name + ".attention.norm", width);
        queriesKeysValues = Layers.linear(weights, name + ".attention.in", width, 3 * width);
        attended = Layers.linear(weights, name + ".attention.out", width, width);
        beforeFeedForward = Layers.layerNorm(weights, name + ".forward.norm", width);
        widened = Layers.linear(weights, name + ".forward.in", width, WIDENING * width);
        narrowed = Layers.linear(weights, name + ".forward.out", WIDENING * width, width);
    }

    /** What the scores of attention get added so that padding is not attended to: [B, 1, 1, L] from a mask [B, L]. */
    public static NDArray penalty(NDArray mask) {
        return Layers.penalty(mask).reshape(mask.getShape().get(0), 1, 1, mask.getShape().get(1));
    }

    /**
     * {@code [B, L, width] -> [B, L, width]}.
     *
     * @param penalty of {@link #penalty}
     */
    public NDArray apply(NDArray sequence, NDArray penalty, boolean training) {
        NDArray attention = attend(beforeAttention.apply(sequence, training), penalty, training);
        NDArray middle = sequence.add(Layers.dropout(attention, dropout, training));
        NDArray wide = Activation.gelu(widened.apply(beforeFeedForward.apply(middle, training), training));
        return middle.add(Layers.dropout(narrowed.apply(wide, training), dropout, training));
    }

    private NDArray attend(NDArray sequence, NDArray penalty, boolean training) {
        long batch = sequence.getShape().get(0);
        long length = sequence.getShape().get(1);
        int head = width / heads;
        NDArray parts = queriesKeysValues.apply(sequence, training)
                .reshape(batch, length, 3, heads, head).transpose(2, 0, 3, 1, 4); // [3, B, heads, L, head]
        NDArray scores = Scalars.times(
                parts.get(0).matMul(parts.get(1).transpose(0, 1, 3, 2)), 1 / Math.sqrt(head));
        NDArray mixed = scores.add(penalty).softmax(-1).matMul(parts.get(2));
        return attended.apply(mixed.transpose(0, 2, 1, 3).reshape(batch, length, width), training);
    }
}
