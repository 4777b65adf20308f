package io.graphrecall.offline;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.schema.Progress;

import java.util.Map;

/**
 * Supplies the vectors of one or more spaces while a build makes its tables. What follows from them, neighbours,
 * clusters and channels, is the build's and the service's. A source that learns does so in the stage before.
 */
@FunctionalInterface
public interface VectorSource {

    /**
     * Learns what vectors need, in the stage {@link Stage#TRAIN}.
     *
     * @param seed of all that is random
     */
    default void train(VectorInput input, long seed, Progress progress) {}

    /**
     * Vectors by the name of their space, of letters, digits, {@code _} and {@code -}. Their ordinals are those of the
     * graph's contents; a content that has no vector is left out.
     */
    Map<String, EmbeddingTable> vectors(VectorInput input, Progress progress);

    /** How the vectors came about, for the manifest: names to numbers, texts, lists and maps; asked after the vectors. */
    default Map<String, Object> settings() {
        return Map.of();
    }

    /** Writes into the generation what the vectors came from, a model and what was measured of it; after the vectors. */
    default void write(GenerationWriter writer) {}
}
