package io.graphrecall.gnn.multimodal;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * Contents as arrays: B contents, Lt terms, F frames in all, Lv frames and La segments of the content with most. Masks
 * are 1 where something is and 0 where padding is.
 *
 * @param size       B
 * @param tokens     numbers of terms [B, Lt], hidden ones replaced
 * @param tokenMask  [B, Lt]
 * @param pixels     bytes [F, H, W, 3]; null where no content has a frame, or an image model sees them
 * @param seen       an image model's vectors of the frames, [F, D]; null where no content has a frame, or there is no model
 * @param frameSlots where a content's frames stand among the F, [B, Lv]; F for padding
 * @param frameMask  [B, Lv]
 * @param sound      log-mel segments [S, mel]; null where no content has sound
 * @param soundSlots where a content's segments stand among the S, [B, La]; S for padding
 * @param soundMask  [B, La]
 * @param hidden     what is hidden from the model; null outside training
 */
record Batch(
        int size, NDArray tokens, NDArray tokenMask, @Nullable NDArray pixels, @Nullable NDArray seen,
        NDArray frameSlots, NDArray frameMask, @Nullable NDArray sound, NDArray soundSlots, NDArray soundMask,
        @Nullable Hidden hidden) {

    /**
     * What is hidden and must be found.
     *
     * @param tokenPlaces  places of hidden terms in [B * Lt], each once
     * @param tokens       which terms they were
     * @param rows         which content each belongs to
     * @param words        [B, V]: of each content, how its known terms share 1; 0 throughout where it has none
     * @param patches      [F, P]: 1 where a patch is hidden; null where an image model sees the frames
     * @param patchPlaces  places of hidden patches in [F * P]
     * @param framePlaces  places of hidden frames in [B * Lv]
     * @param frames       which of the F frames each is
     * @param frameCover   [B, Lv]: 1 where a frame is hidden
     * @param titles       of each content, the number of its title: equal texts, equal numbers
     * @param dropText     [B, 1]: 1 where fusion must do without the text
     * @param dropVision   [B, 1]: 1 where it must do without the pictures
     */
    record Hidden(
            int[] tokenPlaces, int[] tokens, int[] rows, NDArray words, @Nullable NDArray patches,
            int[] patchPlaces, int[] framePlaces, int[] frames, NDArray frameCover, int[] titles, NDArray dropText,
            NDArray dropVision) {}
}
