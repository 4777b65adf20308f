package io.graphrecall.service.overlay;

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
}
