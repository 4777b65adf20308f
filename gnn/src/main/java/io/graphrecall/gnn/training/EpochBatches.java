package io.graphrecall.gnn.training;

import java.util.List;
import java.util.function.IntFunction;

/**
 * The batches of one epoch after another; those of an epoch are made when they are asked for, and kept until those of
 * another one are. Not thread-safe.
 *
 * @param <B> a batch
 */
public final class EpochBatches<B> {

    private final IntFunction<List<B>> making;
    private int made = -1;
    private List<B> batches = List.of();

    /** @param making of an epoch its batches, as many in every epoch */
    public EpochBatches(IntFunction<List<B>> making) {
        this.making = making;
    }

    /** A batch of an epoch, both counted from 0. */
    public B get(int epoch, int step) {
        if (made != epoch) {
            batches = making.apply(epoch);
            made = epoch;
        }
        return batches.get(step);
    }

    /** How many there are in an epoch. */
    public int size() {
        return made < 0 ? making.apply(0).size() : batches.size();
    }
}
