package io.graphrecall.gnn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class TransformerLayerTest {

    @Test
    void valuesAtPaddingChangeNothing() {
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            Torch.seed(3);
            TransformerLayer layer = new TransformerLayer(weights, "layer", 8, 2, 0.5f);
            NDArray sequence = manager.randomNormal(0, 1, new Shape(1, 3, 8), DataType.FLOAT32);
            NDArray padded = sequence.concat(manager.ones(new Shape(1, 2, 8)).mul(7), 1);
            NDArray alone = layer.apply(
                    sequence, TransformerLayer.attentionBias(manager.ones(new Shape(1, 3))), false);
            NDArray mask = manager.create(new float[] {1, 1, 1, 0, 0}, new Shape(1, 5));
            NDArray among = layer.apply(padded, TransformerLayer.attentionBias(mask), false);
            float[] expected = alone.toFloatArray();
            float[] actual = among.get(":, 0:3").toFloatArray();
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i]).isCloseTo(expected[i], within(1e-5f));
            }
        }
    }

    @Test
    void rejectsAWidthThatIsNotAMultipleOfTheHeads() {
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TransformerLayer(weights, "layer", 10, 4, 0))
                    .withMessageContaining("width 10");
        }
    }
}
