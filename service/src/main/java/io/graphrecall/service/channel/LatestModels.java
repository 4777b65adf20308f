package io.graphrecall.service.channel;

import io.graphrecall.generation.GenerationId;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Models with native memory of the latest generations that were opened. Older ones are closed, since no snapshot uses
 * them any more. Thread-safe.
 */
public final class LatestModels<M> {

    /** The generation that serves, one that is being prepared, and one more in case that preparation fails. */
    private static final int MAX_GENERATIONS = 3;

    private final Map<GenerationId, M> models = new LinkedHashMap<>();
    private final Consumer<M> closer;

    /** @param closer is called for each model that is dropped */
    public LatestModels(Consumer<M> closer) {
        this.closer = closer;
    }

    public synchronized void put(GenerationId generation, M model) {
        M replaced = models.remove(generation);
        if (replaced != null) {
            closer.accept(replaced);
        }
        models.put(generation, model);
        if (models.size() > MAX_GENERATIONS) {
            Map.Entry<GenerationId, M> oldest = models.entrySet().iterator().next();
            models.remove(oldest.getKey());
            closer.accept(oldest.getValue());
        }
    }

    /** Returns the model of a generation, or null if it was closed. */
    public synchronized @Nullable M find(GenerationId generation) {
        return models.get(generation);
    }

    /** Drops all models. */
    public synchronized void clear() {
        models.values().forEach(closer);
        models.clear();
    }
}
