package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;

/** Loss functions that models share. */
public final class Losses {

    /** Added to a logit, it makes its softmax probability 0. */
    public static final float MASKED_LOGIT = -1e9f;

    private Losses() {}

    /**
     * Returns the mean cross-entropy of the rows, [1].
     *
     * @param logits  [rows, classes]
     * @param targets class of each row, [rows]
     */
    public static NDArray crossEntropy(NDArray logits, int[] targets) {
        long classes = logits.getShape().get(1);
        long[] flat = new long[targets.length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = i * classes + targets[i];
        }
        NDArray indices = logits.getManager().create(flat);
        return logits.logSoftmax(1).reshape(-1).gather(indices, 0).mean().neg().reshape(1);
    }

    /** Returns log-sum-exp of each row: [rows, classes] to [rows]. Cross-entropy is this minus the target's logit. */
    public static NDArray logSumExp(NDArray logits) {
        NDArray max = logits.stopGradient().max(new int[] {1}, true);
        return logits.sub(max).exp().sum(new int[] {1}).log().add(max.squeeze(1));
    }
}
