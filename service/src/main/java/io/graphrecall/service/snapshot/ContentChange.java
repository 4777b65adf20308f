package io.graphrecall.service.snapshot;

import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * A content as it is since a write to the graph.
 *
 * @param content what it says now; null where it was withdrawn
 * @param seq     the graph's sequence number of that write
 */
public record ContentChange(ContentId id, @Nullable Content content, long seq) {

    /** Whether the content has a vector in a space. */
    boolean has(String space) {
        return content != null && content.description().vectors().containsKey(space);
    }

    /** The change with vectors by space; those that the content brings itself stay. */
    ContentChange withVectors(Map<String, float[]> vectors) {
        if (content == null) {
            return this;
        }
        Map<String, float[]> all = new HashMap<>(vectors);
        all.putAll(content.description().vectors());
        return new ContentChange(id, new Content(content.id(), content.description().withVectors(all)), seq);
    }
}
