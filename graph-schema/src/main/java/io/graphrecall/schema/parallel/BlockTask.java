package io.graphrecall.schema.parallel;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;

/**
 * Work in blocks, each of which depends only on its number and on this value. A serialized task with the input of a block is
 * complete: another machine of the same version computes the same results. Immutable.
 *
 * @param <R> result of a block
 */
public interface BlockTask<R extends Serializable> extends Serializable {

    /** Number of blocks. Their numbers start at 0. */
    int blocks();

    /**
     * Returns input that one block needs and the serialized task lacks, such as the bytes of files. It is sent shortly before
     * another machine computes the block; see {@link BlockHost#input}.
     *
     * @return input; null if the block needs none
     */
    default byte @Nullable [] input(int block) {
        return null;
    }

    /**
     * Prepares the work on a machine.
     *
     * @param host machine with the services that some tasks need
     * @throws io.graphrecall.schema.RecallException UNAVAILABLE if the machine lacks something that it may have later
     */
    OpenTask<R> open(BlockHost host);
}
