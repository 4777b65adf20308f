package io.graphrecall.gnn.deepmatch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.tensor.Layers;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import org.junit.jupiter.api.Test;

class CategoryAttentionTest {

    private static final MatchParameters.Model MODEL = new MatchParameters.Model(
            MatchVariant.CATE, 4, 1, 1, 8, 0.5f, MatchParameters.Filter.NONE, true, 0);

    @Test
    void attendsToElementsOfThePreferredCategoryEvenIfCategoryVectorsAreShort() {
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            CategoryAttention attention = new CategoryAttention(weights, "contents", MODEL);
            float[] shoes = {0.03f, -0.03f, 0, 0};
            float[] hats = {0, 0, 0.03f, -0.03f};
            NDArray categories = manager.create(joined(shoes, hats, shoes), new Shape(1, 3, 4));
            NDArray vectors = manager.create(
                    joined(new float[] {1, 0, 0, 0}, new float[] {0, 1, 0, 0}, new float[] {0, 0, 1, 0}),
                    new Shape(1, 3, 4));
            NDArray mask = manager.create(new float[] {1, 1, 0}, new Shape(1, 3));
            NDArray preferences = manager.create(joined(shoes, hats), new Shape(1, 2, 4));

            float[] attended = attention.apply(
                    preferences,
                    new MatchBatch.Sequence(vectors, categories, manager.create(new long[3], new Shape(1, 3)), mask),
                    Layers.maskBias(mask), false).toFloatArray();

            assertThat(attended[0]).as("shoes by shoes").isGreaterThan(0.8f);
            assertThat(attended[5]).as("hats by hats").isGreaterThan(0.8f);
            assertThat(attended[2]).as("padding is masked").isZero();
        }
    }

    private static float[] joined(float[]... arrays) {
        float[] all = new float[arrays.length * arrays[0].length];
        for (int i = 0; i < arrays.length; i++) {
            System.arraycopy(arrays[i], 0, all, i * arrays[i].length, arrays[i].length);
        }
        return all;
    }
}
