package io.graphrecall.gnn.deepmatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.sampling.SequenceKind;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A batch of users as tensors.
 *
 * @param size      number of users
 * @param sequences by kind; a kind that no user has is absent
 * @param graph     {@link SequenceGraph} of the users; empty if the variant does not use it
 */
record MatchBatch(int size, Map<SequenceKind, Sequence> sequences, List<Adjacency> graph) {

    /** Number of context values per sequence. */
    static final int CONTEXT = 3;

    MatchBatch {
        sequences = Map.copyOf(sequences);
        graph = List.copyOf(graph);
    }

    /** Returns this batch with another sequence of a kind. */
    MatchBatch with(SequenceKind kind, Sequence sequence) {
        Map<SequenceKind, Sequence> others = new EnumMap<>(sequences);
        others.put(kind, sequence);
        return new MatchBatch(size, others, graph);
    }

    /** Returns 1 for users with any element of any kind, else 0, [batch, 1]. */
    NDArray present(NDManager manager) {
        NDArray present = manager.zeros(new Shape(size, 1));
        for (Sequence sequence : sequences.values()) {
            present = present.maximum(sequence.present());
        }
        return present;
    }

    /**
     * Edges of one meta-path in one direction.
     *
     * @param path    index of the meta-path, below {@link SequenceGraph#PATHS}
     * @param from    kind of the elements that receive messages
     * @param to      kind of their neighbours
     * @param weights [batch, length of from, length of to]; rows sum to 1 or are 0
     */
    record Adjacency(int path, SequenceKind from, SequenceKind to, NDArray weights) {}

    /**
     * Left-padded sequences of one kind; the newest element is last.
     *
     * @param vectors    element vectors, [batch, length, dim]
     * @param categories their category parts, [batch, length, dim]
     * @param actions    ordinals of the actions, [batch, length]
     * @param ages       {@link Buckets#ofAge} of each element, [batch, length]
     * @param dwells     {@link Buckets#ofDwell} of each element, [batch, length]
     * @param mask       1 at elements, 0 at padding, [batch, length]
     * @param session    1 at elements of the current session, else 0, [batch, length]
     * @param context    ln(1 + length) / 4, {@link Buckets#scaledAge} of the newest element, and 1 if any element is of
     *                   the current session, [batch, {@value #CONTEXT}]
     */
    record Sequence(
            NDArray vectors, NDArray categories, NDArray actions, NDArray ages, NDArray dwells, NDArray mask,
            NDArray session, NDArray context) {

        Sequence withMask(NDArray other) {
            return new Sequence(vectors, categories, actions, ages, dwells, other, session, context);
        }

        /** Returns 1 for users with any element, else 0, [batch, 1]. */
        NDArray present() {
            return mask.max(new int[] {1}, true);
        }
    }
}
