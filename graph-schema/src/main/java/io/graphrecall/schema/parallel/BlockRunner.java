package io.graphrecall.schema.parallel;

import io.graphrecall.schema.RecallException;

import java.io.Serializable;
import java.util.function.Consumer;

/** Runner of tasks in blocks. The results do not depend on the runner. */
public interface BlockRunner {

    /**
     * Computes all blocks. The first failure stops the run and is rethrown.
     *
     * @param sink consumer of the results in the order of the blocks, each once, called from the thread of the caller
     * @throws RecallException with code CANCELLED if the thread of the caller is interrupted
     */
    <R extends Serializable> void run(BlockTask<R> task, Consumer<R> sink);
}
