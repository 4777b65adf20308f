package io.graphrecall.gnn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class AttentionTest {

    @Test
    void identityAttentionWeighsValuesByInnerProduct() {
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            Attention attention = new Attention(weights, "a", 4, 1, 0.5f);
            weights.all().forEach((name, array) -> Torch.withoutGradients(() -> {
                (name.endsWith(".weight") ? manager.eye(4) : manager.zeros(array.getShape())).copyTo(array);
                return null;
            }));
            NDArray query = manager.create(new float[] {0, 2, 0, 0}, new Shape(1, 1, 4));
            NDArray keys = manager.create(new float[] {2, 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0}, new Shape(1, 3, 4));
            NDArray values = manager.create(new float[] {1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 9}, new Shape(1, 3, 4));
            NDArray attentionBias = TransformerLayer
                    .attentionBias(manager.create(new float[] {1, 1, 0}, new Shape(1, 3)));

            float[] attended = attention.apply(query, keys, values, attentionBias, false).toFloatArray();

            double similar = Math.exp(2); // the logit is 2 * 2 / sqrt(4); that of the other key is 0
            assertThat(attended[0]).isCloseTo((float) (1 / (1 + similar)), within(1e-5f));
            assertThat(attended[2]).isCloseTo((float) (similar / (1 + similar)), within(1e-5f));
            assertThat(attended[3]).as("padding is masked").isZero();
        }
    }
}
