package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

import java.util.List;

/**
 * Semantic-level attention over meta-paths of HAN (<a href="https://arxiv.org/abs/1903.07293">Wang et al. 2019</a>),
 * computed per node, because not every node has neighbours over every meta-path. With h_p the message over meta-path p:
 * {@code z = sum_p softmax_p(q . tanh(h_p W + b) + a_p) h_p}, over the meta-paths that the node has.
 */
public final class SemanticAttention {

    public static final String KEY = ".key";
    public static final String SHIFT = ".shift";
    public static final String QUERY = ".query";
    public static final String BIAS = ".bias";

    private final int width;
    private final NDArray key;
    private final NDArray shift;
    private final NDArray query;
    private final NDArray bias;

    /** @param paths number of meta-paths */
    public SemanticAttention(Weights weights, String name, int width, int paths) {
        this.width = width;
        key = weights.normal(name + KEY, Math.sqrt(1.0 / width), width, width);
        shift = weights.constant(name + SHIFT, 0, width);
        query = weights.normal(name + QUERY, Math.sqrt(1.0 / width), width, 1);
        bias = weights.constant(name + BIAS, 0, paths);
    }

    /**
     * Returns the weighted sum of messages z, {@code [nodes, dim]}; 0 for a node without any.
     *
     * @param messages h_p by meta-path, {@code [nodes, dim]} each
     * @param present  {@code [nodes, paths]}: 1 where a node has the meta-path, else 0
     */
    public NDArray apply(List<NDArray> messages, NDArray present) {
        NDArray all = NDArrays.stack(new NDList(messages), 1); // [nodes, paths, dim]
        long nodes = all.getShape().get(0);
        NDArray logits = all.reshape(-1, width).matMul(key).add(shift).tanh().matMul(query)
                .reshape(new Shape(nodes, messages.size())).add(bias);
        NDArray shares = logits.add(Layers.maskBias(present)).softmax(1).mul(present);
        return all.mul(shares.expandDims(2)).sum(new int[] {1});
    }
}
