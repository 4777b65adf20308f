package io.graphrecall.service.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks access tokens (JSON Web Tokens, RFC 7519) of an identity provider. A token must be signed with one of the
 * provider's RSA or elliptic-curve keys and have the claims {@code iss}, {@code aud}, {@code sub} and {@code exp}. Clocks
 * may differ by a minute. Thread-safe.
 */
public final class AccessTokens {

    private static final int TIMEOUT_MS = 5_000;
    private static final int MAX_KEYS_BYTES = 1 << 20;
    private static final int MAX_NAME = 58;
    /** 64 bits, so that no two of many subjects have the same. */
    private static final int HASH_DIGITS = 16;
    private static final Pattern HASHED = Pattern.compile("-[0-9a-f]{" + HASH_DIGITS + "}$");

    /** Without symmetric algorithms: their key would be the provider's public one. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set
            .copyOf(Stream.of(JWSAlgorithm.Family.RSA, JWSAlgorithm.Family.EC)
                    .flatMap(Collection::stream).toList());

    private final TokenParameters parameters;
    private final Path home;
    private volatile @Nullable DefaultJWTProcessor<SecurityContext> processor;

    public AccessTokens(TokenParameters parameters, Path home) {
        this.parameters = parameters;
        this.home = home;
    }

    /**
     * Reads the provider's keys again. If that fails, the keys stay as they are.
     *
     * @throws RecallException UNAVAILABLE if their URL does not respond; INVALID if they are not a key set
     */
    public void reload() {
        JWKSet keys = read();
        if (keys.getKeys().isEmpty()) {
            throw new RecallException(RecallException.Code.INVALID, parameters.keys() + " has no keys");
        }
        DefaultJWTProcessor<SecurityContext> next = new DefaultJWTProcessor<>();
        next.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
        next.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                parameters.audience(), new JWTClaimsSet.Builder().issuer(parameters.issuer()).build(),
                new HashSet<>(Set.of("sub", "exp"))));
        next.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null)); // RFC 9068; null for none
        processor = next;
    }

    /** Returns true once the provider's keys are known. */
    public boolean isReady() {
        return processor != null;
    }

    private JWKSet read() {
        try {
            return parameters.atUrl()
                    ? JWKSet.load(parameters.url().toURL(), TIMEOUT_MS, TIMEOUT_MS, MAX_KEYS_BYTES)
                    : JWKSet.load(parameters.file(home).toFile());
        } catch (IOException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE,
                    "could not read the keys of tokens from " + parameters.keys() + ": " + e.getMessage(), e);
        } catch (ParseException e) {
            throw new RecallException(RecallException.Code.INVALID,
                    parameters.keys() + " is not a JSON Web Key Set: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the caller that a token names, as a key with the token's roles. Unknown roles are ignored.
     *
     * @throws IllegalArgumentException with the reason if the token is not valid
     */
    public ApiKey caller(String token) {
        DefaultJWTProcessor<SecurityContext> current = processor;
        if (current == null) {
            throw new IllegalArgumentException("the keys of the identity provider are not known yet");
        }
        try {
            JWTClaimsSet claims = current.process(token, null);
            Set<Role> roles = roles(claims);
            if (roles.isEmpty()) {
                throw new IllegalArgumentException("claim '" + parameters.rolesClaim() + "' has none of the roles "
                        + Arrays.toString(Role.values()));
            }
            String subject = claims.getSubject();
            return new ApiKey(
                    ApiKey.OF_TOKEN + name(subject), ApiKey.hash(subject), roles, null, null, null, null, null);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Returns a valid name for a subject. If it differs from the subject, it ends with a hash, which distinguishes it from
     * others. A subject that ends like a hash gets one too, so that it does not take the name of another one.
     */
    private static String name(String subject) {
        String name = subject.replaceAll("[^A-Za-z0-9._-]", "_");
        if (name.equals(subject) && name.length() <= MAX_NAME && !HASHED.matcher(name).find()) {
            return name;
        }
        String hash = "-" + ApiKey.hash(subject).substring(0, HASH_DIGITS);
        return name.substring(0, Math.min(name.length(), MAX_NAME - hash.length())) + hash;
    }

    private Set<Role> roles(JWTClaimsSet claims) {
        Object claim = claims.getClaim(parameters.rolesClaim());
        Collection<?> names = claim instanceof Collection<?> list
                ? list
                : Arrays.asList(String.valueOf(claim).split(" ", -1));
        return Arrays.stream(Role.values()).filter(role -> names.contains(role.wireName()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }
}
