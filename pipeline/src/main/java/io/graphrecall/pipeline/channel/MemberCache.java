package io.graphrecall.pipeline.channel;

import org.jspecify.annotations.Nullable;

/**
 * Cache in memory that all members of the cluster share. It drops the least recently used entries. A member that does not
 * respond delays a call by milliseconds. A member may return a value for a moment after another one replaced it, so a value
 * names what it was computed from. Thread-safe.
 */
public interface MemberCache {

    /** Returns a value, not to be changed, or null if it is not cached or the member that stores it does not respond. */
    byte @Nullable [] get(String key);

    /** Stores a value without waiting. */
    void put(String key, byte[] value);

    /** Removes a value. Returns when it is gone from this member and the one that stores it; others drop their copies. */
    void remove(String key);
}
