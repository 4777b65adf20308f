package io.graphrecall.service.http;

import io.graphrecall.schema.RecallException;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Signature;
import java.security.SignatureException;
import java.util.List;
import java.util.Map;

import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * Files for TLS, absolute or relative to the home. Both are empty for plain HTTP.
 *
 * @param certificate PEM file with the certificate, followed by those of its issuers
 * @param key         PEM file with the private key
 */
public record TlsParameters(String certificate, String key) {

    /** Signature algorithm by the kind of the certificate's key. */
    private static final Map<String, String> SIGNATURES = Map.of(
            "RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    public TlsParameters {
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new IllegalArgumentException("certificate and key belong together, but only one is set");
        }
    }

    /** Returns true for HTTPS, false for plain HTTP. */
    public boolean encrypts() {
        return !key.isEmpty();
    }

    List<Path> files(Path home) {
        return List.of(home.resolve(certificate), home.resolve(key));
    }

    /**
     * Reads both files.
     *
     * @throws RecallException INVALID if a file cannot be read, or the key is not that of the certificate
     */
    PemKeyCertOptions read(Path home, Vertx vertx) {
        for (Path file : files(home)) {
            if (!Files.isReadable(file)) {
                throw new RecallException(RecallException.Code.INVALID,
                        "recall.http.tls names " + file + ", which cannot be read");
            }
        }
        PemKeyCertOptions options = new PemKeyCertOptions().setCertPath(home.resolve(certificate).toString())
                .setKeyPath(home.resolve(key).toString());
        if (!isPair(options, vertx)) {
            throw new RecallException(RecallException.Code.INVALID, "recall.http.tls: " + home.resolve(key)
                    + " is not the key of the certificate in " + home.resolve(certificate));
        }
        return options;
    }

    /** Returns true if the key is that of the certificate. Keys of other kinds than {@link #SIGNATURES} are not checked. */
    private static boolean isPair(PemKeyCertOptions options, Vertx vertx) {
        try {
            for (KeyManager manager : options.getKeyManagerFactory(vertx).getKeyManagers()) {
                if (manager instanceof X509KeyManager keys && !isPair(keys)) {
                    return false;
                }
            }
            return true;
        } catch (Exception e) { // of the key manager factory
            throw new RecallException(RecallException.Code.INVALID,
                    "recall.http.tls: the certificate or the key cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isPair(X509KeyManager keys) throws GeneralSecurityException {
        for (Map.Entry<String, String> kind : SIGNATURES.entrySet()) {
            String[] aliases = keys.getServerAliases(kind.getKey(), null);
            if (aliases != null && !isPair(keys, aliases[0], kind.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** Returns true if a signature with the key verifies with the certificate. */
    private static boolean isPair(X509KeyManager keys, String alias, String algorithm) throws GeneralSecurityException {
        byte[] text = algorithm.getBytes(StandardCharsets.US_ASCII);
        Signature signature = Signature.getInstance(algorithm);
        try {
            signature.initSign(keys.getPrivateKey(alias));
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(keys.getCertificateChain(alias)[0]);
            signature.update(text);
            return signature.verify(signed);
        } catch (InvalidKeyException | SignatureException e) {
            return false; // a key of another kind
        }
    }
}
