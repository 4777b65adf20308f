package io.graphrecall.schema.parallel;

import java.util.function.IntFunction;

/**
 * Task that is prepared on one machine. Thread-safe. Closing releases what the preparation took.
 *
 * @param <R> result of a block
 */
public interface OpenTask<R> extends AutoCloseable {

    /** Returns a function from the number of a block to its result, with its own scratch space. For one thread. */
    IntFunction<R> computer();

    @Override
    default void close() {
        // Most tasks hold nothing but memory.
    }
}
