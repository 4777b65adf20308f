package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.jspecify.annotations.Nullable;

/**
 * A batch after its streams were encoded.
 *
 * @param text          pooled text [B, width]
 * @param vision        pooled frames [B, width]
 * @param sound         pooled sound [B, width]; null where no content has any
 * @param presence      [B, 3]: 1 where a content has text, vision, sound
 * @param tokens        text positions [B, Lt, width]
 * @param framePlaces   frame positions [B, Lv, width]
 * @param joint         all streams one after another before they were encoded, [B, Lt + Lv + La, width]
 * @param masks         of each stream, [B, L]
 * @param frames        what the frame encoder gave; null where no content has a frame
 */
record Streams(
        NDArray text, NDArray vision, @Nullable NDArray sound, NDArray presence, NDArray tokens, NDArray framePlaces,
        NDArray joint, NDList masks, PatchEncoder.@Nullable Encoded frames) {}
