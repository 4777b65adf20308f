package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.ContentVectors;
import io.graphrecall.schema.TagName;
import io.graphrecall.schema.TagRecord;

import java.util.Objects;

/**
 * Record of a batch that was not written.
 *
 * @param index  position in the batch, from 0
 * @param reason reason in one line
 */
public record Rejection(int index, String reason) {

    /** Part of the reason for an event whose id is known. After it, the reason has fields of the event in the graph. */
    public static final String OTHER_EVENT = "belongs to a different event";

    /** Reason for a record of a content that stays deleted. */
    public static final String HELD = "the content is held as withdrawn; DELETE /v1/contents/{content_id}/hold lifts the hold";

    /** Returns the reason for vectors of a content without a record. */
    public static String unknownContent(ContentVectors vectors) {
        return "there is no record of content '" + vectors.content().key() + "'";
    }

    /** Returns the reason for a tag whose parent is one of its descendants. */
    public static String tagCycle(TagRecord tag) {
        TagName parent = Objects.requireNonNull(tag.parent());
        return "tag '" + tag.tag().key() + "' would be an ancestor of itself through '" + parent.key() + "'";
    }
}
