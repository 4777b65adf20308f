package io.graphrecall.pipeline.overlay;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.pipeline.space.LiveVector;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.retrieval.FeatureArrays;
import io.graphrecall.schema.Content;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * A content on its way into the overlay. Serving modules read its description and features and add vectors and derived
 * values. Not thread-safe.
 */
public final class NewContent {

    private final Content content;
    private final LiveContent described;
    private final Map<String, float[]> vectors;
    private final Map<Class<?>, Object> derived = new HashMap<>();

    /** @param described the content without vectors and derived values */
    NewContent(Content content, LiveContent described) {
        this.content = content;
        this.described = described;
        vectors = new HashMap<>(content.description().vectors());
    }

    /** The content as it was posted. */
    public Content content() {
        return content;
    }

    /** The content in the ordinals of the generation, without vectors and derived values. */
    public LiveContent described() {
        return described;
    }

    public FeatureArrays features() {
        return described.features();
    }

    /**
     * Returns the vector in a space for a model that reads it, scaled to length 1 as in training. Null if there is none,
     * it is zero, or {@code space} is null.
     */
    public float @Nullable [] vector(@Nullable String space) {
        float[] vector = space == null ? null : vectors.get(space);
        return vector == null ? null : EmbeddingTable.Metric.COSINE.prepared(vector);
    }

    public void put(String space, float[] vector) {
        vectors.put(space, vector);
    }

    /** Sets the vector in a space unless the content has one already. */
    public void putIfAbsent(String space, float @Nullable [] vector) {
        if (vector != null) {
            vectors.putIfAbsent(space, vector);
        }
    }

    /** Adds a derived value; {@link LiveContent#derived} finds it by its class. */
    public void derive(Object value) {
        derived.put(value.getClass(), value);
    }

    /**
     * Returns the vector that the overlay gets in a space. A vector that the generation has stays until the next one.
     *
     * @return null if there is none, the space cannot compare it, or the generation has one
     */
    public float @Nullable [] overlayVector(ServingSpace space) {
        float[] vector = vectors.get(space.name());
        return vector == null || space.vector(described.ordinal()) != null ? null : space.prepared(vector);
    }

    LiveContent encoded(Map<String, ServingSpace> spaces) {
        Map<String, LiveVector> live = new HashMap<>();
        for (String name : vectors.keySet()) {
            ServingSpace space = spaces.get(name);
            float[] vector = space == null ? null : overlayVector(space);
            if (space != null && vector != null) {
                live.put(name, LiveVector.ofContent(space, vector));
            }
        }
        return described.with(live, derived);
    }
}
