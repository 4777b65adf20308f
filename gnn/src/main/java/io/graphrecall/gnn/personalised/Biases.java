package io.graphrecall.gnn.personalised;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Weights;

/**
 * EP: what is liked whatever it means. {@code EP_i = B A c_i} from the categories of a content, {@code EP_u} likewise from
 * the mean of the categories of what the user engaged with lately and before; both of low rank, since all that they could
 * say otherwise would be taken from what contents mean.
 */
final class Biases {

    /** The newest contents that tell what categories the user is after now. */
    private static final int REALTIME = 5;

    private final NDArray ofContents;
    private final NDArray contentsOut;
    private final NDArray ofUsers;
    private final NDArray usersOut;

    Biases(Weights weights, PersonalisedParameters.Model model, int features) {
        int rank = model.rank();
        ofContents = weights.normal("bias.content.in", 0.1, Math.max(1, features), rank);
        contentsOut = weights.normal("bias.content.out", 0.1, rank, model.width());
        ofUsers = weights.normal("bias.user.in", 0.1, Math.max(1, features), rank);
        usersOut = weights.normal("bias.user.out", 0.1, 2L * rank, model.width());
    }

    /** EP_i of N contents, [N, width]. */
    NDArray contents(NDArray categories) {
        return categories.matMul(ofContents).matMul(contentsOut);
    }

    /**
     * EP_u, [B, width].
     *
     * @param categories of N contents, [N, features], sparse
     * @param rows       which of them the users engaged with, the newest last, [B, L]
     * @param mask       1 where there is one, [B, L]
     */
    NDArray users(NDArray categories, NDArray rows, NDArray mask) {
        NDArray before = Layers.embedding(categories.matMul(ofUsers), rows);
        long from = Math.max(0, mask.getShape().get(1) - REALTIME);
        NDArray now = Layers.maskedMean(before.get(":, " + from + ":"), mask.get(":, " + from + ":"));
        return NDArrays.concat(new NDList(now, Layers.maskedMean(before, mask)), 1).matMul(usersOut);
    }
}
