package io.graphrecall.service.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphrecall.schema.Sha256;
import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A key, stored as its hash. The text of a generated key is 256 random bits, which nobody finds by trying. So one fast
 * SHA-256 protects it; slow hashes such as bcrypt protect passwords, which people choose.
 *
 * @param name      name in lists and the audit log
 * @param sha256    SHA-256 of the key's text, in hexadecimal digits
 * @param scenes    scenes that the key may recall, the first one for requests without a scene; null for all
 * @param createdAt null for a key of the settings
 * @param expiresAt end of its validity; null for none
 * @param perSecond maximum requests per second; null for that of the settings, 0 for no limit
 * @param perDay    maximum requests per day; null for that of the settings, 0 for no limit
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiKey(
        String name,
        String sha256,
        Set<Role> roles,
        @Nullable List<String> scenes,
        @Nullable Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Integer perSecond,
        @Nullable Integer perDay) {

    /** Name of the keys of the settings with full access. */
    public static final String SETTINGS = "settings";
    /** Name of the read-only keys of the settings. */
    public static final String SETTINGS_READ_ONLY = "settings-read-only";
    /** Name of the callers of a service without keys. */
    public static final String NONE = "none";
    /** Name of the callers without a known key. */
    public static final String UNKNOWN = "unknown";
    /** Start of the names of callers that a token names. */
    static final String OF_TOKEN = "token.";
    private static final String NAME = "[A-Za-z0-9._-]{1,64}";
    private static final String PREFIX = "gr_";
    private static final int BYTES = 32;

    public ApiKey {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "the name of a key is '" + name + "', expected up to 64 letters, digits, dots, hyphens and "
                            + "underscores");
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("sha256 of the key '" + name + "' is not 64 hexadecimal digits");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("the key '" + name + "' has no role");
        }
        if ((perSecond != null && perSecond < 0) || (perDay != null && perDay < 0)) {
            throw new IllegalArgumentException(
                    "the limits of the key '" + name + "' are " + perSecond + " per second and " + perDay
                            + " per day, expected at least 0");
        }
        if (scenes != null && (scenes.isEmpty() || scenes.contains(""))) {
            throw new IllegalArgumentException("the key '" + name + "' has an empty scene, or none at all");
        }
        roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
        scenes = scenes == null ? null : List.copyOf(scenes);
    }

    /** Returns a key of the settings. It has the default limits and does not expire. */
    public static ApiKey ofSettings(String name, String text, Role... roles) {
        return new ApiKey(name, hash(text), Set.of(roles), null, null, null, null, null);
    }

    /** Returns the text of a new key. */
    public static String generate() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Returns the SHA-256 of a text, in hexadecimal digits. */
    public static String hash(String text) {
        return Sha256.hex(text);
    }

    /** Returns the name of the key in metrics. Tokens share one, since there may be as many subjects as users. */
    public String label() {
        return name.startsWith(OF_TOKEN) ? "token" : name;
    }

    /** Returns true if the key allows the operations of a role. */
    public boolean allows(Role role) {
        return roles.contains(Role.ADMIN) || roles.contains(role)
                || (role == Role.PUBLIC && roles.contains(Role.RECALL));
    }

    /** Returns true if the key may recall a scene. */
    public boolean allowsScene(String scene) {
        return scenes == null || scenes.contains(scene);
    }

    /** Returns true from the end of its validity on. */
    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
