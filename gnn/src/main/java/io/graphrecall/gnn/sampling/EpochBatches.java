package io.graphrecall.gnn.sampling;

import java.util.List;
import java.util.function.IntFunction;

/**
 * Batches by epoch. The batches of an epoch are made on first access and kept until another epoch is accessed. Not
 * thread-safe.
 *
 * @param <B> a batch
 */
public final class EpochBatches<B> {

    private final IntFunction<List<B>> factory;
    private int currentEpoch = -1;
    private List<B> batches = List.of();

    /** @param factory makes the batches of an epoch; every epoch has the same number of batches */
    public EpochBatches(IntFunction<List<B>> factory) {
        this.factory = factory;
    }

    /** Returns a batch; epoch and step count from 0. */
    public B get(int epoch, int step) {
        if (currentEpoch != epoch) {
            batches = factory.apply(epoch);
            currentEpoch = epoch;
        }
        return batches.get(step);
    }

    public int size() {
        return currentEpoch < 0 ? factory.apply(0).size() : batches.size();
    }
}
