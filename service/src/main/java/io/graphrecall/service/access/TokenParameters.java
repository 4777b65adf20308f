package io.graphrecall.service.access;

import java.net.URI;
import java.nio.file.Path;

/**
 * Settings of access tokens, JSON Web Tokens of an identity provider.
 *
 * @param keys       the provider's public keys as a JSON Web Key Set: a file, absolute or relative to the home, or an https
 *                   URL; empty to accept no tokens
 * @param issuer     required claim {@code iss}
 * @param audience   required claim {@code aud}
 * @param rolesClaim claim with the roles, as a list or separated by spaces
 */
public record TokenParameters(String keys, String issuer, String audience, String rolesClaim) {

    public TokenParameters {
        if (!keys.isEmpty() && (issuer.isBlank() || audience.isBlank() || rolesClaim.isBlank())) {
            throw new IllegalArgumentException(
                    "tokens.keys is set, so tokens.issuer, tokens.audience and tokens.roles-claim must not be empty");
        }
        if (keys.startsWith("http://")) {
            throw new IllegalArgumentException(
                    "tokens.keys is " + keys + ", expected https, since whoever changes the keys can forge tokens");
        }
        if (keys.startsWith("https://") && URI.create(keys).getHost() == null) {
            throw new IllegalArgumentException("tokens.keys is " + keys + ", which names no host");
        }
    }

    /** Returns true if requests may have tokens. */
    public boolean accepted() {
        return !keys.isEmpty();
    }

    /** Returns true if the keys are at a URL, else in a file. */
    public boolean atUrl() {
        return keys.startsWith("https://");
    }

    URI url() {
        return URI.create(keys);
    }

    /** Returns the file of the keys. */
    public Path file(Path home) {
        return home.resolve(keys);
    }
}
