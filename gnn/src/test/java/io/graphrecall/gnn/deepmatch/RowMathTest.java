package io.graphrecall.gnn.deepmatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;

class RowMathTest {

    @Test
    void geluIsTheFormulaWithTheErrorFunction() {
        float[] inputs = new float[20_001];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (i - 10_000) / 500f;
        }

        float[] outputs = RowMath.gelu(inputs.clone());

        for (int i = 0; i < inputs.length; i++) {
            double exact = 0.5 * inputs[i] * (1 + Erf.erf(inputs[i] / Math.sqrt(2)));
            assertThat((double) outputs[i]).isCloseTo(exact, within(2e-6));
        }
    }

    @Test
    void aLinearLayerMultipliesByTheWeightOfTheModelAndAddsTheBias() {
        RowMath.Linear layer = RowMath.Linear.of(new float[] {1, 2, 3, 4, 5, 6}, new float[] {10, 20});

        float[] output = layer.apply(new float[] {1, 0, 2, 0, 1, 0});

        assertThat(output).containsExactly(17, 36, 12, 25);
    }
}
