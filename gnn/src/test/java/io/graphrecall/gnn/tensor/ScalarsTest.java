package io.graphrecall.gnn.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

class ScalarsTest {

    @Test
    void gradientsSurviveGarbageCollection() {
        assertGradients(x -> Scalars.times(x, 3), 3, 3, 3);
        assertGradients(x -> Scalars.atLeast(x, 2), 0, 0, 1);
        assertGradients(x -> Scalars.atMost(x, 2), 1, 1, 0);
    }

    /** Asserts the gradients of the sum over {-1, 1, 3}; memory is collected and reused between loss and gradient. */
    private static void assertGradients(UnaryOperator<NDArray> work, float... expected) {
        try (NDManager manager = Torch.open(1); Weights weights = new Weights(manager)) {
            NDArray x = weights.constant("x", 1, 3);
            x.set(new float[] {-1, 1, 3});
            for (int i = 0; i < 5; i++) {
                Torch.backward(() -> {
                    NDArray loss = work.apply(x).sum();
                    reuseMemory();
                    return loss;
                });
                NDArray gradient = x.getGradient();
                assertThat(gradient.toFloatArray()).containsExactly(expected);
                gradient.subi(gradient);
            }
        }
    }

    private static void reuseMemory() {
        System.gc();
        List<ByteBuffer> small = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(8);
            buffer.putLong(0x7e7e7e7e7e7e7e7eL);
            small.add(buffer);
        }
        assertThat(small.getLast().get(0)).isEqualTo((byte) 0x7e);
    }

    @Test
    void computesProductsMaximaAndMinima() {
        try (NDManager manager = Torch.open(1)) {
            NDArray x = manager.create(new float[] {-1, 0, 2.5f}, new Shape(3));
            assertThat(Scalars.times(x, -2).toFloatArray()).containsExactly(2, -0f, -5);
            assertThat(Scalars.atLeast(x, 0.5).toFloatArray()).containsExactly(0.5f, 0.5f, 2.5f);
            assertThat(Scalars.atMost(x, 0.5).toFloatArray()).containsExactly(-1, 0, 0.5f);
        }
    }
}
