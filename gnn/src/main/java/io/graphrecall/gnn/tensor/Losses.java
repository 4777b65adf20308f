package io.graphrecall.gnn.tensor;

import ai.djl.ndarray.NDArray;

/** Losses that models share, each one number. */
public final class Losses {

    /** Added to a logit or to a score of attention, it takes part no more. */
    public static final float NEVER = -1e9f;

    private Losses() {}

    /**
     * The mean of {@code -log softmax(row)[choice]} over the rows.
     *
     * @param logits  [N, columns]
     * @param choices of each row the column that is right
     */
    public static NDArray chosen(NDArray logits, int[] choices) {
        long columns = logits.getShape().get(1);
        long[] flat = new long[choices.length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = i * columns + choices[i];
        }
        NDArray places = logits.getManager().create(flat);
        return logits.logSoftmax(1).reshape(-1).gather(places, 0).mean().neg().reshape(1);
    }

    /** {@code log sum exp} of each row: [N, columns] to [N]. The cross entropy is this less what the right column has. */
    public static NDArray logSumExp(NDArray logits) {
        NDArray most = logits.stopGradient().max(new int[] {1}, true);
        return logits.sub(most).exp().sum(new int[] {1}).log().add(most.squeeze(1));
    }
}
