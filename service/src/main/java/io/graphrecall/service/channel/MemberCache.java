package io.graphrecall.service.channel;

import org.jspecify.annotations.Nullable;

/**
 * Cache in memory that all members of the cluster share. It drops the least recently used entries. A member that does not
 * respond delays a call by milliseconds. Thread-safe.
 */
public interface MemberCache {

    /** Returns a value, or null if it is not cached or the member that stores it does not respond. */
    byte @Nullable [] get(String key);

    /** Stores a value without waiting. */
    void put(String key, byte[] value);

    /** Removes a value. Returns when it is gone. */
    void remove(String key);
}
