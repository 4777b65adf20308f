package io.graphrecall.pipeline.channel.deepmatch;

import io.graphrecall.generation.GenerationId;
import io.graphrecall.pipeline.channel.MemberCache;
import io.graphrecall.schema.UserId;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Cache of users' vectors. It keeps the latest vector of each user, valid while the generation, the sequences and what
 * the clock changes in them stay the same. Thread-safe.
 */
final class UserVectors {

    private final MemberCache cache;
    private final AtomicLong erasures = new AtomicLong();

    /** @param cache the latest {@link UserVector} of each user, by the user's id */
    UserVectors(MemberCache cache) {
        this.cache = cache;
    }

    /**
     * The key of a vector.
     *
     * @param fingerprint {@link SequenceFingerprint}
     */
    record Key(GenerationId generation, UserId user, long fingerprint) {}

    /**
     * A computed vector.
     *
     * @param isComplete false if an engagement is left out because the snapshot does not know its content yet. Such a vector
     *                   is not cached, since its key stays the same when the content arrives.
     */
    record Computed(float[] values, boolean isComplete) {}

    /**
     * Returns the vector of a user.
     *
     * @param compute called if the vector is not cached
     */
    float[] of(Key key, Supplier<Computed> compute) {
        byte[] stored = cache.get(key.user().key());
        UserVector cached = stored == null ? null : UserVector.of(stored);
        if (cached != null && cached.isOf(key)) {
            return cached.values();
        }
        long before = erasures.get();
        Computed vector = compute.get();
        if (vector.isComplete()) {
            cache.put(key.user().key(), new UserVector(key.generation(), key.fingerprint(), vector.values()).bytes());
        }
        if (erasures.get() != before) {
            cache.remove(key.user().key()); // maybe of a user who was erased meanwhile
        }
        return vector.values();
    }

    /** Removes a user, who was deleted from the graph. */
    void forget(UserId user) {
        erasures.incrementAndGet();
        cache.remove(user.key());
    }
}
