package io.graphrecall.gnn.personalised;

import ai.djl.ndarray.NDArray;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Weights;

/**
 * EC_u: what the user engaged with before, pooled by attention. {@code EC_u = sum over j of a_j EC_j} at length 1,
 * {@code a = softmax(w tanh(W EC_j + b) + r_j)}, where r_j is learned for how many contents ago j was.
 */
final class UserPooling {

    private final Layers.Layer hidden;
    private final Layers.Layer score;
    private final NDArray recency;

    UserPooling(Weights weights, PersonalisedParameters.Model model) {
        hidden = Layers.linear(weights, "pooling.hidden", model.width(), model.width());
        score = Layers.linear(weights, "pooling.score", model.width(), 1);
        recency = weights.constant("pooling.recency", 0, model.length());
    }

    /**
     * The vectors of users, [B, width].
     *
     * @param contents of the contents before, the newest last, [B, L, width]
     * @param mask     1 where there is one, [B, L]
     */
    NDArray apply(NDArray contents, NDArray mask, boolean training) {
        long length = mask.getShape().get(1);
        NDArray scores = score.apply(hidden.apply(contents, training).tanh(), training).squeeze(-1)
                .add(recency.get("-" + length + ":"))
                .add(Layers.maskBias(mask));
        return Layers.l2Normalised(contents.mul(scores.softmax(-1).expandDims(-1)).sum(new int[] {1}));
    }
}
