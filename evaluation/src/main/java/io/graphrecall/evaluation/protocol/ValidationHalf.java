package io.graphrecall.evaluation.protocol;

import io.graphrecall.schema.Sha256;

import java.nio.charset.StandardCharsets;

/**
 * Halves of the users with validation targets. Half B fits blends and half A judges them, so that no blend is selected on
 * the requests that fitted it. Training does not use these targets: it picks its best epoch on targets that it holds out
 * of the training events.
 */
public enum ValidationHalf {
    /** Selects between fitted blends. */
    A,
    /** Fits weights and the learned blend, and selects its shape by cross-fitting. */
    B;

    /** Returns the half of a user: the lowest bit of the first byte of the SHA-256 of the id. */
    public static ValidationHalf of(String userId) {
        byte[] digest = Sha256.newDigest().digest(userId.getBytes(StandardCharsets.UTF_8));
        return (digest[0] & 1) == 0 ? A : B;
    }
}
