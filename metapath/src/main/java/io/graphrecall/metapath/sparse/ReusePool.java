package io.graphrecall.metapath.sparse;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Objects for one thread at a time that are reused, because their memory is large. Holds as many as were ever in use at the
 * same time. Thread-safe.
 */
public final class ReusePool<T> {

    private final Queue<T> free = new ConcurrentLinkedQueue<>();
    private final Supplier<T> factory;

    /** @param factory creates an object if none is free */
    public ReusePool(Supplier<T> factory) {
        this.factory = factory;
    }

    /** Returns an object as it was given back, or a new one. */
    public T take() {
        T reused = free.poll();
        return reused == null ? factory.get() : reused;
    }

    /** Gives an object back, which the caller no longer uses. */
    public void giveBack(T object) {
        free.add(object);
    }
}
