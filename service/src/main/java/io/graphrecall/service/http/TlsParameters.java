package io.graphrecall.service.http;

import io.graphrecall.schema.RecallException;
import io.vertx.core.net.PemKeyCertOptions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Files for TLS, absolute or relative to the home. Both are empty for plain HTTP.
 *
 * @param certificate PEM file with the certificate, followed by those of its issuers
 * @param key         PEM file with the private key
 */
public record TlsParameters(String certificate, String key) {

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
     * @throws RecallException INVALID if a file cannot be read
     */
    PemKeyCertOptions read(Path home) {
        for (Path file : files(home)) {
            if (!Files.isReadable(file)) {
                throw new RecallException(RecallException.Code.INVALID,
                        "recall.http.tls names " + file + ", which cannot be read");
            }
        }
        return new PemKeyCertOptions().setCertPath(home.resolve(certificate).toString())
                .setKeyPath(home.resolve(key).toString());
    }
}
