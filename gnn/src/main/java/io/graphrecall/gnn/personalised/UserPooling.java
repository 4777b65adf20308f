package io.graphrecall.gnn.personalised;

import ai.djl.ndarray.NDArray;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Weights;

/**
 * E_u, the user vector: attention pooling of the content vectors of the history. {@code E_u = sum over j of a_j E_j},
 * scaled to an L2 norm of 1, {@code a = softmax(w tanh(W E_j + b) + r_j)}, with a learned bias r_j by position from the
 * end.
 */
final class UserPooling {

    /** Prefix of the weight names. */
    static final String PREFIX = "pooling.";

    private final Layers.Layer hidden;
    private final Layers.Layer score;
    private final NDArray recency;

    UserPooling(Weights weights, PersonalisedParameters.Model model) {
        hidden = Layers.linear(weights, PREFIX + "hidden", model.width(), model.width());
        score = Layers.linear(weights, PREFIX + "score", model.width(), 1);
        recency = weights.constant(PREFIX + "recency", 0, model.historyLength());
    }

    /**
     * Returns user vectors, [batch, width].
     *
     * @param contents content vectors of the histories, newest last, [batch, length, width]
     * @param mask     1 at contents, 0 at padding, [batch, length]
     */
    NDArray apply(NDArray contents, NDArray mask, boolean training) {
        long length = mask.getShape().get(1);
        NDArray scores = score.apply(hidden.apply(contents, training).tanh(), training).squeeze(-1)
                .add(recency.get("-" + length + ":"))
                .add(Layers.maskBias(mask));
        return Layers.l2Normalised(contents.mul(scores.softmax(-1).expandDims(-1)).sum(new int[] {1}));
    }
}
