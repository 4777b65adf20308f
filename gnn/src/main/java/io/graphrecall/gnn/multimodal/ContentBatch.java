package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * A batch of contents as tensors. Frames and sound segments of all contents are concatenated; slots place them. Masks are 1
 * at elements and 0 at padding.
 *
 * @param size         number of contents
 * @param tokens       term numbers, [batch, terms]; masked terms are replaced
 * @param tokenMask    [batch, terms]
 * @param pixels       bytes, [frames, height, width, 3]; null without frames, or if an image model encodes them
 * @param frameVectors vectors of an image model, [frames, dim]; null without frames, or without an image model
 * @param frameSlots   index of each content's frames among all frames, [batch, frame positions]; the number of frames at
 *                     padding
 * @param frameMask    [batch, frame positions]
 * @param sound        log-mel segments, [segments, mel]; null without sound
 * @param soundSlots   index of each content's segments among all segments, [batch, segment positions]; the number of
 *                     segments at padding
 * @param soundMask    [batch, segment positions]
 * @param masking      masked inputs of the pretraining losses; null for encoding
 */
record ContentBatch(
        int size, NDArray tokens, NDArray tokenMask, @Nullable NDArray pixels, @Nullable NDArray frameVectors,
        NDArray frameSlots, NDArray frameMask, @Nullable NDArray sound, NDArray soundSlots, NDArray soundMask,
        @Nullable Masking masking) {

    /**
     * Masked inputs and their targets.
     *
     * @param tokenPositions distinct flat positions of masked terms in [batch, terms]
     * @param tokens         the masked terms
     * @param tokenRows      content of each masked term
     * @param termShares     target distribution over terms, [batch, vocabulary]; 0 for a content without known terms
     * @param framePositions flat positions of masked frames in [batch, frame positions]
     * @param frames         the masked frames, as indices among all frames
     * @param frameMasked    1 at masked frames, [batch, frame positions]
     * @param titles         number of each content's title; equal for equal titles
     * @param dropText       1 for contents whose text is dropped before fusion, [batch, 1]
     * @param dropVision     1 for contents whose frames are dropped before fusion, [batch, 1]
     */
    record Masking(
            int[] tokenPositions, int[] tokens, int[] tokenRows, NDArray termShares, int[] framePositions, int[] frames,
            NDArray frameMasked, int[] titles,
            NDArray dropText, NDArray dropVision) {}
}
