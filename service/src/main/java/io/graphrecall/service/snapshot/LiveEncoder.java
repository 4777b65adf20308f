package io.graphrecall.service.snapshot;

import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;

import java.util.List;

/**
 * Gives contents that are newer than a generation their vectors in its spaces, by the encoder that the spaces were made
 * with. Thread-safe.
 */
public interface LiveEncoder extends AutoCloseable {

    /** Loads what a generation needs, so that the first content does not wait for it. */
    void prepare(Generation generation);

    /**
     * The changes, in their order, with vectors for those contents that bring none themselves.
     *
     * @param manifest of a generation that was prepared
     */
    List<ContentChange> encoded(GenerationManifest manifest, List<ContentChange> changes);

    @Override
    void close();
}
