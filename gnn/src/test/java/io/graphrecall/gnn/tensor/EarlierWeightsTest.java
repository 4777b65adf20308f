package io.graphrecall.gnn.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.graphrecall.generation.NodeIndex;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class EarlierWeightsTest {

    @Test
    void rowsMoveWithTheirNamesAndWhatTheEarlierModelLacksStays() {
        NodeIndex earlierNames = NodeIndex.of(List.of("a", "b", "c"));
        NodeIndex names = NodeIndex.of(List.of("c", "new", "a"));
        EarlierWeights earlier = new EarlierWeights(
                Map.of("table", new float[] {1, 2, 3, 4, 5, 6}, "bias", new float[] {7, 8}, "resized", new float[] {9}),
                Map.of("table", EarlierWeights.rows(names, earlierNames)));
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            weights.constant("table", -1, 3, 2);
            weights.constant("bias", -1, 2);
            weights.constant("resized", -1, 2);
            weights.constant("added", -1, 1);
            weights.startFrom(earlier);
            assertThat(weights.values()).hasSize(4);
            assertThat(weights.values().get("table")).containsExactly(5, 6, -1, -1, 1, 2);
            assertThat(weights.values().get("bias")).containsExactly(7, 8);
            assertThat(weights.values().get("resized")).containsExactly(-1, -1);
            assertThat(weights.values().get("added")).containsExactly(-1);
        }
    }
}
