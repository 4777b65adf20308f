package io.graphrecall.service.overlay;

import org.jspecify.annotations.Nullable;

import java.util.List;

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
     * Indexes the new contents of an overlay, so that a request need not visit each of them. Called for each version of an
     * overlay. {@link LiveOverlay#index} finds the result by its class; null if the module needs no index.
     *
     * @param contents contents that the generation does not have
     */
    default @Nullable Object index(List<LiveContent> contents) {
        return null;
    }
}
