package io.graphrecall.service.http;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;

/** Who may call what. Immutable; thread-safe. */
final class ApiKeys {

    private static final String BEARER = "Bearer ";

    private final Set<String> full;
    private final Set<String> readOnly;

    ApiKeys(HttpParameters parameters) {
        full = parameters.apiKeys();
        readOnly = parameters.readOnlyApiKeys();
    }

    /** @throws HttpException 401 without a known key, 403 with one that may not do this */
    void check(HttpServerRequest request, Route.Access access) {
        if (access == Route.Access.OPEN || (full.isEmpty() && readOnly.isEmpty())) {
            return;
        }
        String key = key(request);
        if (key != null && contains(full, key)) {
            return;
        }
        if (key == null || !contains(readOnly, key)) {
            throw new HttpException(
                    401, key == null ? "an API key is needed" : "the API key is not known",
                    Map.of("WWW-Authenticate", "Bearer"));
        }
        if (access == Route.Access.WRITE) {
            throw new HttpException(403, "this API key may ask but change nothing", Map.of());
        }
    }

    private static @Nullable String key(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        return request.getHeader("X-API-Key");
    }

    /** Takes as long for a wrong key that is nearly right as for any other. */
    private static boolean contains(Set<String> keys, String key) {
        byte[] given = key.getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (String known : keys) {
            found |= MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), given);
        }
        return found;
    }
}
