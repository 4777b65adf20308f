package io.graphrecall.pipeline;

import io.graphrecall.schema.ContentId;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Contents and a vector that describe what a request looks for. Contents that the snapshot lacks are ignored.
 *
 * @param positive contents that count as liked now
 * @param negative contents that count as disliked now
 * @param vector   counts as a content that is liked now, or null
 */
public record RequestExamples(List<ContentId> positive, List<ContentId> negative, @Nullable SpaceVector vector) {

    public static final RequestExamples NONE = new RequestExamples(List.of(), List.of(), null);

    /**
     * A vector of an embedding space.
     *
     * @param values ignored by a snapshot whose space has another dimension
     */
    public record SpaceVector(String space, float[] values) {}

    public RequestExamples {
        positive = List.copyOf(positive);
        negative = List.copyOf(negative);
    }
}
