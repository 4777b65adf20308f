package io.graphrecall.schema;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;

/**
 * The identity of an event that came without one: a hash of user, action, target, time, scene, request and the
 * how-manieth such line it is. The same log read twice gives the same identities.
 */
public final class EventIdentity {

    private EventIdentity() {}

    /**
     * @param occurrence 0 for the first line with these values, 1 for the second, and so on
     * @return 22 characters of URL-safe Base64: the first 128 bits of a SHA-256
     */
    public static String of(
            UserId user,
            Action action,
            NodeKey target,
            Instant at,
            @Nullable String scene,
            @Nullable String requestId,
            int occurrence) {
        MessageDigest digest = sha256();
        update(digest, user.key());
        update(digest, action.wireName());
        update(digest, target.key());
        update(digest, Long.toString(at.toEpochMilli()));
        update(digest, scene);
        update(digest, requestId);
        update(digest, Integer.toString(occurrence));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest()).substring(0, 22);
    }

    /** Length-prefixed, so that no two lists of fields give the same bytes; an absent field differs from an empty one. */
    private static void update(MessageDigest digest, @Nullable String field) {
        if (field == null) {
            digest.update(ByteBuffer.allocate(4).putInt(-1).array());
            return;
        }
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
