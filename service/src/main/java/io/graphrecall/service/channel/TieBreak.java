package io.graphrecall.service.channel;

import io.graphrecall.service.live.KeyHash;

/**
 * The order of contents with equal scores: a seeded hash of (seed, user, content), so that neither id, load order nor
 * popularity decides it, and the same request gets the same order everywhere.
 *
 * @param salt a hash of seed and user
 */
public record TieBreak(long salt) {

    public static TieBreak of(long seed, String user) {
        return new TieBreak(KeyHash.mix(seed ^ KeyHash.of(user)));
    }

    /** The place among equals, from 0 up, of a content with this {@link KeyHash}; the lower comes first. */
    public int rank(long contentHash) {
        return (int) (KeyHash.mix(salt ^ contentHash) >>> 33);
    }
}
