package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Weights;
import io.graphrecall.schema.Action;
import org.jspecify.annotations.Nullable;

import java.util.stream.IntStream;

/**
 * Weighted mean pooling of a sequence, layer-normalised. Pooling logits are learned by position and by action; the initial
 * weight of the k-th newest element is proportional to 1 / k. Contents are encoded like elements, so the mean finds
 * similar contents from the first step on.
 */
final class RecencyPooling {

    private final float[] initialLogits;
    private final float dropout;
    private final NDArray positionLogits;
    private final NDArray actionLogits;
    private final Layers.Layer norm;

    RecencyPooling(Weights weights, String name, MatchParameters.Model model) {
        dropout = model.dropout();
        initialLogits = new float[model.maxLength()];
        IntStream.range(0, initialLogits.length)
                .forEach(i -> initialLogits[i] = (float) -Math.log(initialLogits.length - i));
        positionLogits = weights.constant(name + ".pooling.positions", 0, model.maxLength());
        actionLogits = weights.constant(name + ".pooling.actions", 0, Action.values().length, 1);
        norm = Layers.layerNorm(weights, name + ".pooling.norm", model.width());
    }

    /** Returns the pooling logits, [batch, length]; masked at padding. */
    NDArray logits(MatchBatch.Sequence sequence) {
        NDArray mask = sequence.mask();
        String newest = initialLogits.length - mask.getShape().get(1) + ":";
        NDArray byPosition = mask.getManager().create(initialLogits, new Shape(initialLogits.length))
                .add(positionLogits).get(newest);
        return Layers.embedding(actionLogits, sequence.actions()).squeeze(-1).add(byPosition)
                .add(Layers.maskBias(mask));
    }

    /**
     * Returns the pooled sequence representation, [batch, dim]; zeros for a user without elements.
     *
     * @param logits   from {@link #logits}
     * @param attended further weighted means of the elements, added before the normalisation, [batch, P, dim]; null for
     *                 none
     */
    NDArray apply(MatchBatch.Sequence sequence, NDArray logits, @Nullable NDArray attended, boolean training) {
        NDArray mean = logits.softmax(-1).expandDims(1).matMul(sequence.vectors()).squeeze(1);
        if (attended != null) {
            mean = mean.add(attended.sum(new int[] {1}));
        }
        return Layers.dropout(norm.apply(mean, training), dropout, training).mul(sequence.present());
    }
}
