package io.graphrecall.service.http;

import io.graphrecall.service.access.ApiKey;
import io.graphrecall.service.access.Role;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * A request with validated parameters.
 *
 * @param id         the caller's {@code X-Request-Id}, or a generated one
 * @param key        the caller's key
 * @param parameters parameters in the path and the query
 * @param body       the decompressed body, which may still arrive; empty if there is none
 * @param abandoned  returns true once the caller has left, so that nobody reads the reply
 * @param charge     counts further requests against the limits of the key
 */
record ApiRequest(String id, ApiKey key, Parameters parameters, InputStream body, BooleanSupplier abandoned,
        IntConsumer charge) {

    /** Reads the body. */
    byte[] bytes() {
        try {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a body throws no I/O errors", e);
        }
    }

    /** Reads the body as {@link Json#read(byte[], Class)}. */
    <T> T json(Class<T> type) {
        return Json.read(bytes(), type);
    }

    /**
     * Returns the scene of a recall: the requested one, else the first one of the key; null for the default scene.
     *
     * @throws HttpException 403 if the key may not recall the scene
     */
    @Nullable
    String scene(@Nullable String requested) {
        if (requested == null) {
            return key.scenes() == null ? null : key.scenes().getFirst();
        }
        if (!key.allowsScene(requested)) {
            throw new HttpException(403, "the API key '" + key.name() + "' may not recall the scene '" + requested
                    + "', only " + String.join(", ", key.scenes()));
        }
        return requested;
    }

    /**
     * Returns the detail of a recall: the requested one; null for the default. A key without the role {@code recall} gets
     * ids only, because channels name what the user engaged with and searched for, and paths name other users.
     *
     * @throws HttpException 403 if such a key asks for more
     */
    @Nullable
    String detail(@Nullable String requested, @Nullable Boolean explain) {
        if (readsBehaviour()) {
            return requested;
        }
        String ids = Detail.IDS.wireName();
        requireRole(Boolean.TRUE.equals(explain) || (requested != null && !requested.equals(ids)),
                "another detail than 'ids'");
        return ids;
    }

    /** Returns true if the key may read what users did: it has the role {@code recall}. */
    boolean readsBehaviour() {
        return key.allows(Role.RECALL);
    }

    /** @throws HttpException 403 if a key without the role {@code recall} asks for something that needs it */
    void requireRole(boolean asked, String what) {
        if (asked && !readsBehaviour()) {
            throw new HttpException(
                    403, "the API key '" + key.name() + "' lacks the role 'recall': it may not ask for " + what);
        }
    }
}
