package io.graphrecall.service.http;

import io.graphrecall.service.access.AccessTokens;
import io.graphrecall.service.access.ApiKey;
import io.graphrecall.service.access.KeyFile;
import io.graphrecall.service.access.Role;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys that the service accepts: those of the settings and of the key file of the home, and tokens of an identity
 * provider. Without any, everyone may do everything. Thread-safe.
 */
final class ApiKeys {

    private static final String BEARER = "Bearer ";
    /** The caller of a service without keys. */
    static final ApiKey ANYONE = ApiKey.ofSettings(ApiKey.NONE, "", Role.ADMIN);

    private final List<ApiKey> ofSettings = new ArrayList<>();
    private final KeyFile file;
    private final @Nullable AccessTokens tokens;
    private final InstantSource clock;
    /** By the SHA-256 of their texts, so that the time of a search says nothing about a text. */
    private volatile Map<String, ApiKey> keys = Map.of();
    /** Stays true once it is, so that a deleted file opens nothing. */
    private volatile boolean required;

    /**
     * @param tokens null to accept none
     * @param clock  the real time, which ends the validity of keys
     */
    ApiKeys(HttpParameters parameters, KeyFile file, @Nullable AccessTokens tokens, InstantSource clock) {
        this.file = file;
        this.tokens = tokens;
        this.clock = clock;
        parameters.apiKeys().forEach(key -> ofSettings.add(ApiKey.ofSettings(ApiKey.SETTINGS, key, Role.ADMIN)));
        parameters.readOnlyApiKeys().forEach(key -> ofSettings.add(
                ApiKey.ofSettings(ApiKey.SETTINGS_READ_ONLY, key, Role.RECALL, Role.METRICS)));
        reload();
    }

    /** Reads the key file again. If that fails, the keys stay as they are, but requests need one. */
    void reload() {
        required = required || file.exists();
        Map<String, ApiKey> all = new HashMap<>();
        ofSettings.forEach(key -> all.put(key.sha256(), key));
        file.read().forEach(key -> all.put(key.sha256(), key));
        keys = Map.copyOf(all);
        required = required || !all.isEmpty() || tokens != null;
    }

    /** Returns true if requests need a key. */
    boolean required() {
        return required;
    }

    /**
     * Returns the key of a request, expired or not, or the caller that its token names.
     *
     * @throws HttpException 401 if the key is missing or unknown, or the token is not valid
     */
    ApiKey identify(HttpServerRequest request) {
        if (!required) {
            return ANYONE;
        }
        String text = text(request);
        if (text == null) {
            throw unauthorized("an API key is required");
        }
        ApiKey key = keys.get(ApiKey.hash(text));
        if (key == null && tokens != null && text.indexOf('.') > 0) {
            try {
                key = tokens.caller(text);
            } catch (IllegalArgumentException e) {
                throw unauthorized("the token is not valid: " + e.getMessage());
            }
        }
        if (key == null) {
            throw unauthorized("the API key is unknown");
        }
        return key;
    }

    /**
     * Checks that a key allows an operation.
     *
     * @param role the role that the operation needs
     * @throws HttpException 401 if the key has expired, 403 if it lacks the role
     */
    void check(ApiKey key, Role role) {
        if (key.isExpired(clock.instant())) {
            throw unauthorized("the API key '" + key.name() + "' expired at " + key.expiresAt());
        }
        if (!key.allows(role)) {
            throw new HttpException(
                    403, "the API key '" + key.name() + "' lacks the role '" + role.wireName() + "'");
        }
    }

    private static HttpException unauthorized(String reason) {
        return new HttpException(401, reason, Map.of("WWW-Authenticate", "Bearer"));
    }

    /** Returns the key or token of a request; null if it has none or a blank one. */
    private static @Nullable String text(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        String text = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : request.getHeader("X-API-Key");
        return text == null || text.isBlank() ? null : text;
    }
}
