package io.graphrecall.service.state;

import io.graphrecall.pipeline.state.UserState;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * States as objects in the memory of a member that is alone in its cluster, the most recently used. They save a call of
 * another thread and the decoding of the state. With more members, states change elsewhere, so each read asks the member
 * that stores the state. Thread-safe.
 *
 * <p>Invariant: a state that changed is removed after the change and before the caller of the change is answered.
 */
final class LocalStates {

    /** Copies are read again at this share of the age at which the states themselves are, as a divisor. */
    private static final int AGE_SHARE = 60;

    private final IntSupplier members;
    private final long maxAgeNanos;
    private final LinkedHashMap<String, Copy> copies;
    /** Number of removals, so that a read that began before a change does not store an old state after it. */
    private long removals;

    /**
     * @param members returns the number of members of the cluster
     * @param maxAge  age at which states are read from the graph again
     */
    LocalStates(IntSupplier members, int maxCopies, Duration maxAge) {
        this.members = members;
        maxAgeNanos = maxAge.dividedBy(AGE_SHARE).toNanos();
        copies = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Copy> eldest) {
                return size() > maxCopies;
            }
        };
    }

    private record Copy(UserState state, long storedAt) {}

    /** Returns a user's state, or null if there is no copy or the member is not alone. */
    synchronized @Nullable UserState find(String user) {
        if (!copies.isEmpty() && members.getAsInt() > 1) {
            clear();
        }
        Copy copy = copies.get(user);
        return copy == null || System.nanoTime() - copy.storedAt > maxAgeNanos ? null : copy.state;
    }

    /** Returns the number of removals, to be read before a state that will be stored. */
    synchronized long removals() {
        return removals;
    }

    /** Stores a state unless a state was removed since it was read. */
    synchronized void put(UserState state, long removalsBefore) {
        if (removals == removalsBefore && members.getAsInt() == 1) {
            copies.put(state.user().key(), new Copy(state, System.nanoTime()));
        }
    }

    synchronized void remove(String user) {
        removals++;
        copies.remove(user);
    }

    synchronized void clear() {
        removals++;
        copies.clear();
    }
}
