package io.graphrecall.gnn.personalised;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Weights;

/**
 * EP, the preference for categories, independent of content vectors: {@code EP_i = B A c_i} from the categories of a
 * content, and {@code EP_u} likewise from the mean categories of the user's recent and full history. Both have low rank;
 * otherwise they would explain what content vectors should learn.
 */
final class CategoryBiases {

    /** Number of contents in the recent history. */
    private static final int RECENT = 5;

    private final NDArray contentIn;
    private final NDArray contentOut;
    private final NDArray userIn;
    private final NDArray userOut;

    CategoryBiases(Weights weights, PersonalisedParameters.Model model, int features) {
        int rank = model.rank();
        contentIn = weights.normal("bias.content.in", 0.1, Math.max(1, features), rank);
        contentOut = weights.normal("bias.content.out", 0.1, rank, model.width());
        userIn = weights.normal("bias.user.in", 0.1, Math.max(1, features), rank);
        userOut = weights.normal("bias.user.out", 0.1, 2L * rank, model.width());
    }

    /** Returns EP_i of contents: [contents, features] to [contents, width]. */
    NDArray contents(NDArray categories) {
        return categories.matMul(contentIn).matMul(contentOut);
    }

    /**
     * Returns EP_u, [batch, width].
     *
     * @param categories categories of contents, [contents, features], sparse
     * @param rows       contents of the histories, newest last, [batch, length]
     * @param mask       1 at contents, 0 at padding, [batch, length]
     */
    NDArray users(NDArray categories, NDArray rows, NDArray mask) {
        NDArray history = Layers.embedding(categories.matMul(userIn), rows);
        long from = Math.max(0, mask.getShape().get(1) - RECENT);
        NDArray recent = Layers.maskedMean(history.get(":, " + from + ":"), mask.get(":, " + from + ":"));
        return NDArrays.concat(new NDList(recent, Layers.maskedMean(history, mask)), 1).matMul(userOut);
    }
}
