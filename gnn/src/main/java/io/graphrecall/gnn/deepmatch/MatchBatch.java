package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import io.graphrecall.gnn.sampling.SequenceKind;

import java.util.List;
import java.util.Map;

/**
 * B users as tensors.
 *
 * @param size      B
 * @param sequences by kind; a kind that none of them has is left out
 * @param joins     how the elements are joined; none where the model does not look at that
 */
record MatchBatch(int size, Map<SequenceKind, Sequence> sequences, List<Join> joins) {

    MatchBatch {
        sequences = Map.copyOf(sequences);
        joins = List.copyOf(joins);
    }

    /**
     * How elements of one kind are joined with those of another.
     *
     * @param path which meta-path it is, a number below {@link JoinedElements#PATHS}
     * @param from the kind that gets something
     * @param to   the kind that gives
     * @param rows [B, length of from, length of to]: what the elements share, rows that add up to 1 or are 0
     */
    record Join(int path, SequenceKind from, SequenceKind to, NDArray rows) {}

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
