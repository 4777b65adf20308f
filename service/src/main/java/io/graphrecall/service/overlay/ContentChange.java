package io.graphrecall.service.overlay;

import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import org.jspecify.annotations.Nullable;

/**
 * The state of a content after a write to the graph.
 *
 * @param content null if it was withdrawn
 * @param seq     the graph's sequence number of the write
 */
public record ContentChange(ContentId id, @Nullable Content content, long seq) {}
