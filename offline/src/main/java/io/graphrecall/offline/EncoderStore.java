package io.graphrecall.offline;

import io.graphrecall.gnn.multimodal.MultimodalEncoder;
import io.graphrecall.schema.RecallException;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The multimodal encoder of a home, and where what it encodes is kept. */
final class EncoderStore {

    private final ModelStore models;

    /** @param folder of the models; made where it is missing */
    EncoderStore(Path folder) {
        models = new ModelStore(folder, "multimodal");
    }

    /** Where a training keeps its state. */
    Path checkpoint() {
        return models.checkpoint();
    }

    /** The encoder, which the caller closes; none where there is none that this version reads. */
    Optional<MultimodalEncoder> open(int threads) {
        return models.open(in -> MultimodalEncoder.read(in, threads));
    }

    /** Keeps an encoder; its training has ended. A crash leaves the old one or the new one. */
    void keep(MultimodalEncoder encoder) {
        models.keep(encoder::write);
    }

    /** The encoder as it is on disk. */
    byte[] bytes() {
        return models.bytes();
    }

    /** The file in a folder for what this encoder encodes; those of encoders before it are removed. */
    Path cache(Path folder) {
        String name;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes());
            name = "multimodal-" + HexFormat.of().formatHex(hash, 0, 8) + ".vectors";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, "multimodal-*.vectors")) {
                for (Path other : others) {
                    if (!other.getFileName().toString().equals(name)) {
                        Files.delete(other);
                    }
                }
            }
        } catch (IOException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, folder + " cannot be used: " + e, e);
        }
        return folder.resolve(name);
    }
}
