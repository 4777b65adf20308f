package io.graphrecall.gnn.multimodal;

import org.jspecify.annotations.Nullable;

/**
 * The vectors of a content, each of length 1; the caller does not change them.
 *
 * @param text       from title and description; null where there are none
 * @param visual     from the frames alone; null where there are none
 * @param multimodal from all streams; null where there is no stream
 */
public record EncodedContent(float @Nullable [] text, float @Nullable [] visual, float @Nullable [] multimodal) {}
