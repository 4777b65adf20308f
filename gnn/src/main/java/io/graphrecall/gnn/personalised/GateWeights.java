package io.graphrecall.gnn.personalised;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Weights of a trained {@link ContentGate} as plain row-major arrays, which must not be changed.
 *
 * @param width      length of a content vector
 * @param features   feature embeddings, [features, width]
 * @param projection projection of the vectors of texts and media, [dimensions, width]; null if the model does not read them
 * @param in         first layer of the gate, inputs * width to width; null without a gate
 * @param out        second layer of the gate, width to inputs * width; null without a gate
 */
record GateWeights(
        int width, float[] features, float @Nullable [] projection, @Nullable Linear in, @Nullable Linear out) {

    static GateWeights of(Map<String, NDArray> weights) {
        NDArray features = Objects.requireNonNull(weights.get(ContentGate.FEATURES), ContentGate.FEATURES);
        NDArray projection = weights.get(ContentGate.PROJECTION);
        return new GateWeights(
                (int) features.getShape().get(1), features.toFloatArray(),
                projection == null ? null : projection.toFloatArray(), linear(weights, ContentGate.IN),
                linear(weights, ContentGate.OUT));
    }

    /** Returns the weights by name, as {@link #of} reads them. */
    Map<String, NDArray> arrays(NDManager scope) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        arrays.put(ContentGate.FEATURES, rows(scope, features, width));
        if (projection != null) {
            arrays.put(ContentGate.PROJECTION, rows(scope, projection, width));
        }
        if (in != null && out != null) {
            put(arrays, scope, ContentGate.IN, in);
            put(arrays, scope, ContentGate.OUT, out);
        }
        return arrays;
    }

    private static void put(Map<String, NDArray> arrays, NDManager scope, String name, Linear linear) {
        int in = linear.weight().length / linear.bias().length;
        arrays.put(name + ContentGate.WEIGHT, rows(scope, linear.weight(), in));
        arrays.put(name + ContentGate.BIAS, scope.create(linear.bias()));
    }

    private static NDArray rows(NDManager scope, float[] values, int width) {
        return scope.create(values, new Shape(values.length / width, width));
    }

    private static @Nullable Linear linear(Map<String, NDArray> weights, String name) {
        NDArray weight = weights.get(name + ContentGate.WEIGHT);
        NDArray bias = weights.get(name + ContentGate.BIAS);
        return weight == null || bias == null ? null : new Linear(weight.toFloatArray(), bias.toFloatArray());
    }

    /** Number of inputs of a content. */
    int inputs() {
        return ContentInputs.SPACES.length + (projection == null ? 0 : 1);
    }

    /**
     * Linear layer W x + b.
     *
     * @param weight W, [out, in]
     * @param bias   b, [out]
     */
    record Linear(float[] weight, float[] bias) {

        float[] apply(float[] x) {
            float[] y = bias.clone();
            for (int row = 0; row < y.length; row++) {
                float sum = 0;
                for (int i = 0; i < x.length; i++) {
                    sum += weight[row * x.length + i] * x[i];
                }
                y[row] += sum;
            }
            return y;
        }
    }
}
