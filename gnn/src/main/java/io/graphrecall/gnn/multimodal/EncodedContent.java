package io.graphrecall.gnn.multimodal;

import org.jspecify.annotations.Nullable;

/**
 * Vectors of a content by embedding space, each of length 1. The caller does not change them.
 *
 * @param text       from title and description; null without them
 * @param visual     from the frames alone; null without frames
 * @param multimodal from all streams; null without any stream
 * @param media      from frames and sound, for classifiers: what they show apart from the texts; null without both
 */
public record EncodedContent(float @Nullable [] text, float @Nullable [] visual, float @Nullable [] multimodal,
        float @Nullable [] media) {}
