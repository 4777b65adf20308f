package io.graphrecall.gnn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import org.junit.jupiter.api.Test;

class AdamTest {

    private static final double RATE = 0.1;

    @Test
    void stepsFollowTheFormula() {
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            NDArray x = weights.constant("x", 3, 1);
            Adam adam = new Adam(weights, 0);
            double expected = 3;
            double mean = 0;
            double variance = 0;
            for (int step = 1; step <= 5; step++) {
                double gradient = 2 * expected; // of x squared
                mean = 0.9 * mean + 0.1 * gradient;
                variance = 0.98 * variance + 0.02 * gradient * gradient;
                expected -= RATE * mean / (1 - Math.pow(0.9, step))
                        / (Math.sqrt(variance / (1 - Math.pow(0.98, step))) + 1e-8);
                Torch.backward(() -> x.square().sum());
                adam.step((float) RATE);
                assertThat(x.toFloatArray()[0]).isCloseTo((float) expected, within(1e-4f));
            }
            assertThat(adam.steps()).isEqualTo(5);
        }
    }

    @Test
    void aParameterWithoutGradientOnlyDecays() {
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            NDArray used = weights.constant("used", 1, 1);
            NDArray bias = weights.constant("bias", 2, 3);
            NDArray matrix = weights.constant("matrix", 2, 2, 2);
            Adam adam = new Adam(weights, 0.5f);
            Torch.backward(() -> used.square().sum());
            adam.step((float) RATE);
            assertThat(bias.toFloatArray()).containsOnly(2);
            assertThat(matrix.toFloatArray()).containsOnly((float) (2 * (1 - RATE * 0.5)));
        }
    }

    @Test
    void stepsLeaveNothingInNativeMemory() {
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            NDArray x = weights.constant("x", 3, 4);
            Adam adam = new Adam(weights, 0);
            Torch.backward(() -> x.square().sum());
            adam.step(0.01f);
            int before = weights.manager().getManagedArrays().size();
            for (int i = 0; i < 10; i++) {
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    Torch.backward(() -> x.square().sum());
                }
                adam.step(0.01f);
            }
            assertThat(weights.manager().getManagedArrays()).hasSize(before);
        }
    }
}
