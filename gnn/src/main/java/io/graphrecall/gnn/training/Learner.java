package io.graphrecall.gnn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** Something that is trained in epochs of steps. Everything random in it comes from the numbers it is given. */
public interface Learner {

    /** How many steps an epoch has. */
    int steps();

    /**
     * The loss of one step, one number; gradients are taken through it.
     *
     * @param scope holds what the step makes, and is closed after it
     */
    NDArray loss(NDManager scope, int epoch, int step);

    /** How good the model is on what it does not learn from; more is better. */
    double validate(NDManager scope);
}
