package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Scalars;
import io.graphrecall.gnn.tensor.Weights;
import org.jspecify.annotations.Nullable;

/**
 * A positive weight of each part of a user's vector: {@code exp(clamp(g, -4, 4))}. The logits g are constants for parts
 * without context. For the others, a network with one hidden layer computes them from the context of the sequences and of
 * the parts. All weights start at 1.
 */
final class PartGates {

    static final int HIDDEN = 32;
    static final float LIMIT = 4;

    private final NDArray constants;
    private final Layers.@Nullable Layer hiddenLayer;
    private final NDArray outputWeights;

    /**
     * @param inputs   number of context values; 0 if all gates are constant
     * @param variable number of parts whose gates depend on the context
     * @param constant number of other parts
     */
    PartGates(Weights weights, int inputs, int variable, int constant) {
        constants = weights.scalars("gates.constants", 0, variable + constant);
        hiddenLayer = inputs == 0 ? null : Layers.linear(weights, "gates.in", inputs, HIDDEN);
        outputWeights = weights.constant("gates.out", 0, HIDDEN, Math.max(1, variable));
    }

    /**
     * Returns the weights, [batch, parts]; parts with a context come first.
     *
     * @param context [batch, inputs]
     */
    NDArray apply(NDArray context, boolean training) {
        NDArray batch = context.getManager().zeros(context.getShape().slice(0, 1).add(constants.size()));
        NDArray logits = batch.add(constants);
        if (hiddenLayer != null) {
            NDArray variable = Activation.gelu(hiddenLayer.apply(context, training)).matMul(outputWeights);
            long rest = constants.size() - variable.getShape().get(1);
            logits = logits.add(rest == 0
                    ? variable
                    : NDArrays.concat(
                            new NDList(variable, batch.get(":, :" + rest)), 1));
        }
        return Scalars.atMost(Scalars.atLeast(logits, -LIMIT), LIMIT).exp();
    }
}
