package io.graphrecall.schema;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;

/**
 * Identity of an event that has no {@code event_id}: a hash of user, action, target, time, scene, request and
 * occurrence index. Reading the same log twice gives the same identities.
 */
public final class EventIdentity {

    private EventIdentity() {}

    /**
     * Computes the identity.
     *
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
        MessageDigest digest = Sha256.newDigest();
        update(digest, user.key());
        update(digest, action.wireName());
        update(digest, target.key());
        update(digest, Long.toString(at.toEpochMilli()));
        update(digest, scene);
        update(digest, requestId);
        update(digest, Integer.toString(occurrence));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest()).substring(0, 22);
    }

    /**
     * Adds a field with a length prefix, so that different field lists never give the same bytes. An absent field
     * differs from an empty one.
     */
    private static void update(MessageDigest digest, @Nullable String field) {
        if (field == null) {
            digest.update(ByteBuffer.allocate(4).putInt(-1).array());
            return;
        }
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
