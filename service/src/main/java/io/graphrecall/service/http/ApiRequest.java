package io.graphrecall.service.http;

import io.graphrecall.service.access.ApiKey;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A request with validated parameters.
 *
 * @param id         the caller's {@code X-Request-Id}, or a generated one
 * @param key        the caller's key
 * @param parameters parameters in the path and the query
 * @param body       the decompressed body; empty if there is none, or if it has records
 * @param records    the decompressed body of a post of records, as it arrives; otherwise empty
 * @param abandoned  returns true once the caller has left, so that nobody reads the reply
 */
record ApiRequest(String id, ApiKey key, Parameters parameters, Buffer body, InputStream records,
        BooleanSupplier abandoned) {

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
                    + "', only " + String.join(", ", key.scenes()), Map.of());
        }
        return requested;
    }
}
