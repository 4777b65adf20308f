package io.graphrecall.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

class AccessTokensTest {

    private static final String ISSUER = "https://login.example.com/";

    private static RSAKey rsa;
    private static ECKey elliptic;
    private static RSAKey stranger;

    @TempDir
    private Path home;
    private AccessTokens tokens;

    @BeforeAll
    static void generate() throws JOSEException {
        rsa = new RSAKeyGenerator(2048).keyID("r").generate();
        elliptic = new ECKeyGenerator(Curve.P_256).keyID("e").generate();
        stranger = new RSAKeyGenerator(2048).keyID("r").generate();
    }

    @BeforeEach
    void read() throws IOException {
        write(new JWKSet(List.of(rsa, elliptic)));
        tokens = new AccessTokens(new TokenParameters("keys.json", ISSUER, "graph-recall", "roles"), home);
        tokens.reload();
    }

    @Test
    void aValidTokenNamesItsCallerAndRoles() throws JOSEException {
        ApiKey caller = tokens.caller(signed(claims -> claims));

        assertThat(caller.name()).isEqualTo("token.shop-42");
        assertThat(caller.roles()).containsExactly(Role.RECALL);
        assertThat(tokens.caller(signed(claims -> claims.claim("roles", "ingest metrics"))).roles())
                .containsExactlyInAnyOrder(Role.INGEST, Role.METRICS);
        assertThat(tokens.caller(signed(new ECDSASigner(elliptic), JWSAlgorithm.ES256, "e", claims())).name())
                .isEqualTo("token.shop-42");
    }

    @Test
    void differentSubjectsHaveDifferentNames() throws JOSEException {
        String url = "https://login.example.com/realms/customers-production/users/";
        Set<String> names = new HashSet<>();
        for (String subject : List.of(url + "4711", url + "4712", "auth0|alice", "auth0_alice", "auth0/alice",
                "auth0_alice-4a761a4752f6b744", "王芳", "李娜", "x".repeat(58), "x".repeat(59))) {
            String name = tokens.caller(signed(claims -> claims.subject(subject))).name();
            assertThat(names.add(name)).as(name).isTrue();
        }
        assertThat(names).contains("token.auth0_alice", "token." + "x".repeat(58))
                .anyMatch(name -> name.matches("token\\.auth0_alice-[0-9a-f]{16}"))
                .anyMatch(name -> name.startsWith("token.https___login.example.com_realms_"));
    }

    @Test
    void everyOtherTokenIsRefused() throws JOSEException {
        refused(signed(claims -> claims.expirationTime(at(-120))), "Expired JWT");
        refused(signed(claims -> claims.expirationTime(null)), "missing required claims: [exp]");
        refused(signed(claims -> claims.issuer("https://evil.example.com/")), "iss claim");
        refused(signed(claims -> claims.audience("another service")), "aud claim");
        refused(signed(claims -> claims.subject(null)), "missing required claims: [sub]");
        refused(signed(claims -> claims.notBeforeTime(at(120))), "before use time");
        refused(signed(claims -> claims.claim("roles", List.of("root"))), "claim 'roles' has none of the roles");
        refused(signed(claims -> claims.claim("roles", null)), "claim 'roles' has none of the roles");
        refused(signed(new RSASSASigner(stranger), JWSAlgorithm.RS256, "r", claims()), "Invalid signature");
        refused(signed(new RSASSASigner(rsa), JWSAlgorithm.RS256, "gone", claims()), "no matching key");
        refused(new PlainJWT(claims()).serialize(), "Unsecured");
        refused("a.b.c", "");
    }

    /** With a symmetric algorithm the public key would sign. */
    @Test
    void aTokenSignedWithThePublicKeyIsRefused() throws JOSEException {
        byte[] publicKey = rsa.toRSAPublicKey().getEncoded();
        refused(signed(new MACSigner(publicKey), JWSAlgorithm.HS256, "r", claims()), "");
    }

    @Test
    void newKeysReplaceTheOldOnesAndMistakesDoNot() throws Exception {
        String token = signed(claims -> claims);
        Files.writeString(home.resolve("keys.json"), "{\"keys\":");
        assertThatExceptionOfType(RecallException.class).isThrownBy(tokens::reload)
                .withMessageContaining("is not a JSON Web Key Set");
        assertThat(tokens.caller(token).roles()).containsExactly(Role.RECALL);

        write(new JWKSet(elliptic));
        tokens.reload();
        refused(token, "no matching key");
    }

    private void refused(String token, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> tokens.caller(token)).withMessageContaining(reason);
    }

    private static String signed(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return signed(new RSASSASigner(rsa), JWSAlgorithm.RS256, "r",
                change.apply(new JWTClaimsSet.Builder(claims())).build());
    }

    private static String signed(JWSSigner signer, JWSAlgorithm algorithm, String key, JWTClaimsSet claims)
            throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder().issuer(ISSUER).audience("graph-recall").subject("shop-42")
                .expirationTime(at(600)).claim("roles", List.of("recall", "root")).build();
    }

    private static Date at(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private void write(JWKSet keys) throws IOException {
        Files.writeString(home.resolve("keys.json"), keys.toPublicJWKSet().toString());
    }
}
