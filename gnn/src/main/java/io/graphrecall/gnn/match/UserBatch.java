package io.graphrecall.gnn.match;

import ai.djl.ndarray.NDArray;

import java.util.Map;

/**
 * B users as tensors.
 *
 * @param size      B
 * @param sequences by kind; a kind that none of them has is left out
 */
record UserBatch(int size, Map<SequenceKind, Sequence> sequences) {

    UserBatch {
        sequences = Map.copyOf(sequences);
    }

    /**
     * One kind of sequence of all users, as long as the longest of them, the newest element last.
     *
     * @param vectors    of the elements, [B, L, width]
     * @param categories the part of them that the elements' categories make, [B, L, width]
     * @param actions    what was done, [B, L]
     * @param mask       1 where there is an element, [B, L]
     */
    record Sequence(NDArray vectors, NDArray categories, NDArray actions, NDArray mask) {

        /** 1 where a user has any element, [B, 1]. */
        NDArray present() {
            return mask.max(new int[] {1}, true);
        }
    }
}
