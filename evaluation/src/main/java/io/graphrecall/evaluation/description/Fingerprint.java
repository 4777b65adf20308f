package io.graphrecall.evaluation.description;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.Sha256;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** SHA-256 over the names and bytes of the files in a data-set folder. Equal data sets have equal fingerprints. */
public final class Fingerprint {

    private Fingerprint() {}

    /** Returns the fingerprint of the files directly in the folder, in order of their names. Media in subfolders are ignored. */
    public static String of(Path folder) {
        try (Stream<Path> found = Files.list(folder)) {
            MessageDigest digest = Sha256.newDigest();
            List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
            try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                for (Path file : files) {
                    out.write((file.getFileName() + "\n" + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
                    try (InputStream in = Files.newInputStream(file)) {
                        in.transferTo(out);
                    }
                }
            }
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, "cannot read " + folder + ": " + e.getMessage(), e);
        }
    }
}
