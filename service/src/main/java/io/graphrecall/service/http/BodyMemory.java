package io.graphrecall.service.http;

import java.util.concurrent.atomic.AtomicLong;

/** Limit of the memory for request bodies that are read or processed. Thread-safe. */
final class BodyMemory {

    private final long maxBytes;
    private final AtomicLong reserved = new AtomicLong();

    BodyMemory(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Reserves memory, unless that exceeds the limit. Returns true if it is reserved. */
    boolean reserve(long bytes) {
        if (reserved.addAndGet(bytes) <= maxBytes) {
            return true;
        }
        reserved.addAndGet(-bytes);
        return false;
    }

    void release(long bytes) {
        reserved.addAndGet(-bytes);
    }

    /** Number of reserved bytes. */
    long reserved() {
        return reserved.get();
    }
}
