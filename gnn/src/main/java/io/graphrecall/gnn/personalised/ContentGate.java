package io.graphrecall.gnn.personalised;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Weights;
import org.jspecify.annotations.Nullable;

/**
 * EC = G(x), what of a content the crowd cares about. Each part p of a content, the projected vector of what it says or
 * shows and the sum of its features of each space, passes a gate that sees all parts:
 * {@code EC = sum over p of g_p * h_p}, {@code g = sigmoid(W_2 tanh(W_1 h + b_1) + b_2)}, brought to length 1. What has no
 * parts has no vector: zeros.
 */
final class ContentGate {

    static final String FEATURES = "parts.features";
    static final String PROJECTION = "parts.projection";
    static final String IN = "gate.in";
    static final String OUT = "gate.out";
    static final String WEIGHT = ".weight";
    static final String BIAS = ".bias";

    private final int width;
    private final int parts;
    private final float dropout;
    private final NDArray features;
    private final @Nullable NDArray projection;
    private final Layers.@Nullable Layer in;
    private final Layers.@Nullable Layer out;

    /**
     * Weights begin as random projections, under which contents are as near as they are by what they are made of.
     *
     * @param vectorWidth of what contents say or show; 0 where that is not used
     */
    ContentGate(Weights weights, PersonalisedParameters.Model model, int features, int vectorWidth) {
        width = model.width();
        parts = ContentParts.SPACES.length + (vectorWidth == 0 ? 0 : 1);
        dropout = model.dropout();
        double deviation = Math.sqrt(1.0 / width);
        this.features = weights.normal(FEATURES, deviation, Math.max(1, features), width);
        projection = vectorWidth == 0 ? null : weights.normal(PROJECTION, deviation, vectorWidth, width);
        in = model.gate() ? Layers.linear(weights, IN, parts * width, width) : null;
        out = model.gate() ? Layers.linear(weights, OUT, width, parts * width) : null;
    }

    /** The vectors of N contents, [N, width]. */
    NDArray apply(ContentParts.Batch batch, boolean training) {
        NDArray bySpace = batch.features().matMul(features)
                .reshape(batch.size(), ContentParts.SPACES.length, width);
        NDArray all = projection == null || batch.vectors() == null
                ? bySpace
                : NDArrays.concat(new NDList(batch.vectors().matMul(projection).expandDims(1), bySpace), 1);
        NDArray kept = Layers.dropout(all, dropout, training);
        if (in != null && out != null) {
            NDArray seen = in.apply(kept.reshape(batch.size(), (long) parts * width), training).tanh();
            kept = kept.mul(Activation.sigmoid(out.apply(seen, training)).reshape(batch.size(), parts, width));
        }
        return Layers.l2Normalised(kept.sum(new int[] {1}));
    }
}
