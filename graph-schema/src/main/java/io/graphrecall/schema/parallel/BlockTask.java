package io.graphrecall.schema.parallel;

import java.io.Serializable;

/**
 * Work in blocks, each of which depends only on its number and on this value. A serialized task is complete: another
 * machine of the same version computes the same results. Immutable.
 *
 * @param <R> result of a block
 */
public interface BlockTask<R extends Serializable> extends Serializable {

    /** Number of blocks. Their numbers start at 0. */
    int blocks();

    /**
     * Prepares the work on a machine.
     *
     * @param host machine with the services that some tasks need
     * @throws io.graphrecall.schema.RecallException UNAVAILABLE if the machine lacks something that it may have later
     */
    OpenTask<R> open(BlockHost host);
}
