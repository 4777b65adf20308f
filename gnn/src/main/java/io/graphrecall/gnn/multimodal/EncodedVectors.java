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
     * Opens the cache of an encoder and deletes those of other encoders and earlier versions.
     *
     * @param folder folder of the cache, created if absent
     * @param file   the encoder as a file
     */
    static VectorFile open(Path folder, byte[] file, MultimodalEncoder encoder) {
        int width = CatalogueEncoding.width(encoder);
        String name = "multimodal-" + HexFormat.of().formatHex(hash(file), 0, 8) + "-" + width + ".vectors";
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

    private static byte[] hash(byte[] file) {
        return Sha256.newDigest().digest(file);
    }
}
