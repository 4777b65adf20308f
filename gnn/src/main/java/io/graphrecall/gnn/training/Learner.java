package io.graphrecall.gnn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** Loss and validation scores of a model in training. All randomness depends on the seed, epoch and step only. */
public interface Learner {

    /** Number of steps of an epoch. */
    int steps();

    /**
     * Returns the loss of a step, [1], from which gradients are computed.
     *
     * @param scope owns the arrays of the step and is closed after it
     * @param epoch index of the epoch, from 0
     * @param step  index of the step within the epoch, from 0
     */
    NDArray loss(NDManager scope, int epoch, int step);

    /** Returns the score of each validation sample, in an order that does not change; higher is better. */
    double[] validate(NDManager scope);
}
