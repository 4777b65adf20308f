package io.graphrecall.service.http;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;

/** The API keys of the settings, and what each may do. Without any key, everyone may do everything. Immutable; thread-safe. */
final class ApiKeys {

    private static final String BEARER = "Bearer ";

    private final boolean required;
    private final Set<String> fullAccess;
    private final Set<String> readOnly;

    ApiKeys(HttpParameters parameters) {
        required = parameters.hasKeys();
        fullAccess = parameters.apiKeys();
        readOnly = parameters.readOnlyApiKeys();
    }

    /** @throws HttpException 401 if the key is missing or unknown, 403 if it lacks write access */
    void check(HttpServerRequest request, Access access) {
        if (access == Access.OPEN || !required) {
            return;
        }
        String key = key(request);
        if (key != null && contains(fullAccess, key)) {
            return;
        }
        if (key == null || !contains(readOnly, key)) {
            throw new HttpException(
                    401, key == null ? "an API key is required" : "the API key is unknown",
                    Map.of("WWW-Authenticate", "Bearer"));
        }
        if (access == Access.WRITE) {
            throw new HttpException(403, "this API key is read-only", Map.of());
        }
    }

    private static @Nullable String key(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        return request.getHeader("X-API-Key");
    }

    /** Compares in constant time, so that response times do not reveal a prefix of a key. */
    private static boolean contains(Set<String> keys, String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (String known : keys) {
            found |= MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), bytes);
        }
        return found;
    }
}
