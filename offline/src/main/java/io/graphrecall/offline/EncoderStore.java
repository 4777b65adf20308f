package io.graphrecall.offline;

import io.graphrecall.gnn.multimodal.MultimodalEncoder;
import io.graphrecall.schema.RecallException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The multimodal encoder of a home in a file, and the state of a training that has not ended beside it. */
final class EncoderStore {

    private final Path file;

    /** @param folder of the models; made where it is missing */
    EncoderStore(Path folder) {
        file = folder.resolve("multimodal.npz");
    }

    /** Where a training keeps its state. */
    Path checkpoint() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw failed("written", e);
        }
        return file.resolveSibling("multimodal.checkpoint.npz");
    }

    /** The encoder, which the caller closes; none where there is none that this version reads. */
    Optional<MultimodalEncoder> open(int threads) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(MultimodalEncoder.read(in, threads));
        } catch (RecallException e) {
            if (e.code() == RecallException.Code.CONFLICT) {
                return Optional.empty();
            }
            throw e;
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /** Keeps an encoder; its training has ended. A crash leaves the old one or the new one. */
    void keep(MultimodalEncoder encoder) {
        encoder.write(file);
        try {
            Files.deleteIfExists(checkpoint());
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    /** The encoder as it is on disk. */
    byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw failed("read", e);
        }
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

    private RecallException failed(String what, IOException e) {
        return new RecallException(RecallException.Code.UNAVAILABLE, file + " cannot be " + what + ": " + e, e);
    }
}
