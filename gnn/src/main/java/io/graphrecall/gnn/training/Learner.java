package io.graphrecall.gnn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Loss and validation scores of a model in training.
 *
 * @param <B> a batch
 */
public interface Learner<B> {

    /** Returns the batches of an epoch, which counts from 0. They depend on the epoch only; their number does not. */
    List<B> batches(int epoch);

    /**
     * Returns the loss of a batch, [1], from which gradients are computed.
     *
     * @param scope  owns the arrays of the step and is closed after it
     * @param random depends on the seed, epoch and step only
     */
    NDArray loss(NDManager scope, B batch, SplittableRandom random);

    /** Returns the score of each validation sample, in an order that does not change; higher is better. */
    double[] validate(NDManager scope);
}
