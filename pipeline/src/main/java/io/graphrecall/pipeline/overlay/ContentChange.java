package io.graphrecall.pipeline.overlay;

import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * The state of a content after a write to the graph.
 *
 * @param content    null if it was withdrawn
 * @param seq        the graph's sequence number of the write
 * @param tagWeights weights of its tags; a missing one is 1
 */
public record ContentChange(ContentId id, @Nullable Content content, long seq, Map<String, Float> tagWeights) {

    public ContentChange {
        tagWeights = Map.copyOf(tagWeights);
    }

    /** Creates a change whose tags have weight 1. */
    public ContentChange(ContentId id, @Nullable Content content, long seq) {
        this(id, content, seq, Map.of());
    }
}
