package io.graphrecall.gnn.training;

import io.graphrecall.generation.GenerationWriter;

/** Arrays that belong together in a generation. */
@FunctionalInterface
public interface GenerationPart {

    /** Writes the arrays to a generation that is being built. */
    void write(GenerationWriter writer);

    /** A model file as one array of bytes. */
    static GenerationPart bytes(String array, byte[] content) {
        return writer -> writer.bytes(array, content);
    }
}
