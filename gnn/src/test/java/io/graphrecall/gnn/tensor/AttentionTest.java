package io.graphrecall.gnn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class AttentionTest {

    @Test
    void whatIsAlikeFindsEachOtherBeforeAnythingIsLearned() {
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            Attention attention = Attention.identity(weights, "a", 4, 1, 0.5f);
            NDArray query = manager.create(new float[] {0, 2, 0, 0}, new Shape(1, 1, 4));
            NDArray keys = manager.create(new float[] {2, 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0}, new Shape(1, 3, 4));
            NDArray values = manager.create(new float[] {1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 9}, new Shape(1, 3, 4));
            NDArray penalty = TransformerLayer.attentionBias(manager.create(new float[] {1, 1, 0}, new Shape(1, 3)));

            float[] found = attention.apply(query, keys, values, penalty, false).toFloatArray();

            double alike = Math.exp(2); // 2 times 2 over the root of the width; the other has 0
            assertThat(found[0]).isCloseTo((float) (1 / (1 + alike)), within(1e-5f));
            assertThat(found[2]).isCloseTo((float) (alike / (1 + alike)), within(1e-5f));
            assertThat(found[3]).as("what is not there is not attended to").isZero();
        }
    }
}
