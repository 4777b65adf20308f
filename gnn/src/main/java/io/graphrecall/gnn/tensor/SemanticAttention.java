package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

import java.util.List;

/**
 * Attention between what something gets over each of several relations, after HAN (Wang et al. 2019), but of each row by
 * itself, since not every row gets something over every relation. With what comes over relation r as h_r:
 * {@code z = sum over r of softmax_r(q . tanh(h_r W + b) + a_r) h_r}, over those relations that the row has.
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

    /** @param relations how many there are */
    public SemanticAttention(Weights weights, String name, int width, int relations) {
        this.width = width;
        key = weights.normal(name + KEY, Math.sqrt(1.0 / width), width, width);
        shift = weights.constant(name + SHIFT, 0, width);
        query = weights.normal(name + QUERY, Math.sqrt(1.0 / width), width, 1);
        bias = weights.constant(name + BIAS, 0, relations);
    }

    /**
     * The mixture, {@code [rows, width]}; 0 where a row has nothing.
     *
     * @param got     by relation, {@code [rows, width]}
     * @param present {@code [rows, relations]}: 1 where the row has it, else 0
     */
    public NDArray apply(List<NDArray> got, NDArray present) {
        NDArray all = NDArrays.stack(new NDList(got), 1); // [rows, relations, width]
        long rows = all.getShape().get(0);
        NDArray scores = all.reshape(-1, width).matMul(key).add(shift).tanh().matMul(query)
                .reshape(new Shape(rows, got.size())).add(bias);
        NDArray shares = scores.add(Layers.penalty(present)).softmax(1).mul(present);
        return all.mul(shares.expandDims(2)).sum(new int[] {1});
    }
}
