package io.graphrecall.gnn.deepmatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.metapath.sparse.SparseVector;
import org.junit.jupiter.api.Test;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

class SequenceGraphTest {

    private static final SparseVector RARE = new SparseVector(new int[] {3}, new float[] {3});
    private static final SparseVector COMMON = new SparseVector(new int[] {1}, new float[] {1});
    private static final SparseVector BOTH = new SparseVector(new int[] {1, 3}, new float[] {1, 3});
    private static final SparseVector NOTHING = new SparseVector(new int[0], new float[0]);

    /** The first user has two contents and two items, the second one content. */
    private static final List<Map<SequenceKind, List<SparseVector>>> USERS = List.of(
            Map.of(SequenceKind.CONTENT, List.of(RARE, BOTH), SequenceKind.ITEM, List.of(COMMON, NOTHING)),
            Map.of(SequenceKind.CONTENT, List.of(COMMON)));

    @Test
    void edgeWeightsFollowTheIdfOfSharedFeaturesAndSumToOne() {
        try (NDManager manager = Torch.open(1)) {
            Map<SequenceKind, MatchBatch.Sequence> sequences = new EnumMap<>(SequenceKind.class);
            NDArray mask = manager.ones(new Shape(2, 2));
            sequences.put(SequenceKind.CONTENT, sequence(mask));
            sequences.put(SequenceKind.ITEM, sequence(mask));
            List<MatchBatch.Adjacency> graph = SequenceGraph.of(
                    manager, 2, sequences, (user, kind) -> USERS.get(user).getOrDefault(kind, List.of()));

            assertThat(graph).extracting(MatchBatch.Adjacency::from, MatchBatch.Adjacency::to).containsExactly(
                    tuple(SequenceKind.CONTENT, SequenceKind.CONTENT), tuple(SequenceKind.CONTENT, SequenceKind.ITEM),
                    tuple(SequenceKind.ITEM, SequenceKind.CONTENT), tuple(SequenceKind.ITEM, SequenceKind.ITEM));
            assertThat(graph.get(0).weights().toFloatArray()).as("content, tag, content")
                    .containsExactly(0.5f, 0.5f, 3 / 7f, 4 / 7f, 0, 0, 0, 1);
            assertThat(graph.get(1).weights().toFloatArray()).as("content, tag, item")
                    .containsExactly(0, 0, 1, 0, 0, 0, 0, 0);
            assertThat(graph.get(2).weights().toFloatArray()).as("item, tag, content")
                    .containsExactly(0, 1, 0, 0, 0, 0, 0, 0);
        }
    }

    private static MatchBatch.Sequence sequence(NDArray mask) {
        return new MatchBatch.Sequence(mask, mask, mask, mask, mask, mask, mask, mask);
    }
}
