package io.graphrecall.service.live;

import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import org.jspecify.annotations.Nullable;

/**
 * A content as it is since a write to the graph.
 *
 * @param content what it says now; null where it was withdrawn
 * @param seq     the graph's sequence number of that write
 */
public record ContentChange(ContentId id, @Nullable Content content, long seq) {}
