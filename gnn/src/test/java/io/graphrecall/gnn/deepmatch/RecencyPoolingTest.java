package io.graphrecall.gnn.deepmatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.tensor.Weights;
import org.junit.jupiter.api.Test;

class RecencyPoolingTest {

    private static final MatchParameters.Model MODEL = new MatchParameters.Model(
            MatchVariant.BASE, 4, 1, 2, 8, 0.5f, MatchParameters.Filter.NONE, true, 0);

    @Test
    void initialWeightsDecreaseWithThePositionFromTheNewest() {
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            RecencyPooling pooling = new RecencyPooling(weights, "contents", MODEL);
            NDArray vectors = manager.create(
                    new float[] {9, 9, 9, 0, 6, 0, 0, 0, 0, 3, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6},
                    new Shape(2, 3, 4));
            NDArray mask = manager.create(new float[] {0, 1, 1, 0, 0, 0}, new Shape(2, 3));
            NDArray actions = manager.create(new long[6], new Shape(2, 3));

            MatchBatch.Sequence sequence = new MatchBatch.Sequence(vectors, vectors, actions, mask);
            float[] pooled = pooling.apply(sequence, pooling.logits(sequence), null, false).toFloatArray();

            double[] expected = normalised(6 / 3.0, 3 * 2 / 3.0, 0, 0); // 1/2 and 1 over 3/2
            for (int d = 0; d < 4; d++) {
                assertThat(pooled[d]).isCloseTo((float) expected[d], within(1e-3f));
                assertThat(pooled[4 + d]).as("user without elements").isZero();
            }
        }
    }

    private static double[] normalised(double... values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double variance = 0;
        for (double value : values) {
            variance += (value - mean) * (value - mean) / values.length;
        }
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (values[i] - mean) / Math.sqrt(variance);
        }
        return result;
    }
}
