package io.graphrecall.gnn.personalised;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Weights;
import org.jspecify.annotations.Nullable;

/**
 * EC = G(x), the content vector. The inputs h_p of a content are its projected vector of texts and media, and the sum of
 * its feature embeddings of each feature space. A gate that sees all inputs weights them:
 * {@code EC = sum over p of g_p * h_p}, {@code g = sigmoid(W_2 tanh(W_1 h + b_1) + b_2)}, scaled to an L2 norm of 1.
 * A content without inputs has a vector of zeros.
 */
final class ContentGate {

    static final String FEATURES = "parts.features";
    static final String PROJECTION = "parts.projection";
    static final String IN = "gate.in";
    static final String OUT = "gate.out";
    static final String WEIGHT = ".weight";
    static final String BIAS = ".bias";

    private final int width;
    private final int inputs;
    private final float dropout;
    private final NDArray features;
    private final @Nullable NDArray projection;
    private final Layers.@Nullable Layer in;
    private final Layers.@Nullable Layer out;

    /**
     * Weights start as random projections, which preserve the similarity of inputs.
     *
     * @param vectorWidth length of the vectors of texts and media; 0 for none
     */
    ContentGate(Weights weights, PersonalisedParameters.Model model, int features, int vectorWidth) {
        width = model.width();
        inputs = ContentInputs.SPACES.length + (vectorWidth == 0 ? 0 : 1);
        dropout = model.dropout();
        double deviation = Math.sqrt(1.0 / width);
        this.features = weights.normal(FEATURES, deviation, Math.max(1, features), width);
        projection = vectorWidth == 0 ? null : weights.normal(PROJECTION, deviation, vectorWidth, width);
        in = model.gate() ? Layers.linear(weights, IN, inputs * width, width) : null;
        out = model.gate() ? Layers.linear(weights, OUT, width, inputs * width) : null;
    }

    /** Returns content vectors, [contents, width]. */
    NDArray apply(ContentInputs.Batch batch, boolean training) {
        NDArray bySpace = batch.features().matMul(features)
                .reshape(batch.size(), ContentInputs.SPACES.length, width);
        NDArray stacked = projection == null || batch.vectors() == null
                ? bySpace
                : NDArrays.concat(new NDList(batch.vectors().matMul(projection).expandDims(1), bySpace), 1);
        NDArray gated = Layers.dropout(stacked, dropout, training);
        if (in != null && out != null) {
            NDArray hidden = in.apply(gated.reshape(batch.size(), (long) inputs * width), training).tanh();
            gated = gated.mul(Activation.sigmoid(out.apply(hidden, training)).reshape(batch.size(), inputs, width));
        }
        return Layers.l2Normalised(gated.sum(new int[] {1}));
    }
}
