package io.graphrecall.evaluation.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The two halves of the validation users. What is chosen on one half is fitted on the other, so that no weight is
 * fitted on events that already chose the model.
 */
public enum ValidationHalf {
    /** Chooses epochs and hyper-parameters. */
    A,
    /** Fits weights and the learned blender. */
    B;

    /** The half of a user: by the lowest bit of the first byte of the SHA-256 of the id. */
    public static ValidationHalf of(String userId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(userId.getBytes(StandardCharsets.UTF_8));
            return (digest[0] & 1) == 0 ? A : B;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
