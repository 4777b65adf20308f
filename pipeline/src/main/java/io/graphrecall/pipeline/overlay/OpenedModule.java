package io.graphrecall.pipeline.overlay;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.SortedMap;

/**
 * The data that a serving module opened from one generation. A snapshot finds it by its class. Implementations are
 * thread-safe and own no native memory.
 */
public interface OpenedModule {

    /**
     * Encodes contents that are newer than the generation: adds their vectors and derived values. Each call gets the
     * contents of one batch of changes, with the vectors of modules that were opened before.
     */
    default void encode(List<NewContent> contents) {}

    /**
     * Indexes the contents of an overlay, so that a request need not visit each of them. Called for each version of an
     * overlay. {@link LiveOverlay#index} finds the result by its class; null if the module needs no index.
     *
     * @param before  the version before, with its index
     * @param changed contents that are new or changed in this version, by ordinal; those that the generation has come
     *                first
     */
    default @Nullable Object index(LiveOverlay before, SortedMap<Integer, LiveContent> changed) {
        return null;
    }
}
