package io.graphrecall.gnn.multimodal;

import io.graphrecall.content.encode.VectorFile;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.Sha256;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Cache of the vectors that one encoder computed. */
final class EncodedVectors {

    private EncodedVectors() {}

    /**
     * Opens the cache of an encoder and deletes those of earlier encoders.
     *
     * @param folder  folder of the cache, created if absent
     * @param encoder content of the encoder's file
     * @param width   length of a vector
     */
    static VectorFile open(Path folder, byte[] encoder, int width) {
        String name = "multimodal-" + HexFormat.of().formatHex(hash(encoder), 0, 8) + ".vectors";
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
        return VectorFile.open(folder.resolve(name), width);
    }

    private static byte[] hash(byte[] encoder) {
        return Sha256.newDigest().digest(encoder);
    }
}
