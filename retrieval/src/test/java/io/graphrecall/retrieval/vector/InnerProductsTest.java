package io.graphrecall.retrieval.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Random;

class InnerProductsTest {

    @ParameterizedTest
    @CsvSource({"1,1", "3,5", "64,64", "128,64", "65,200", "17,131", "0,8"})
    void bothKernelsAddTheSameDigits(int dimensions, int columns) {
        Random random = new Random(dimensions * 1000L + columns);
        float[] vectors = values(random, dimensions + 7);
        float[] matrix = values(random, 11 + dimensions * columns);
        float[] before = values(random, columns + 5);
        float[] byLoop = before.clone();
        float[] byVectorApi = before.clone();

        new InnerProducts.LoopKernel().add(vectors, 7, dimensions, matrix, 11, columns, byLoop, 3);
        new VectorApiKernel().add(vectors, 7, dimensions, matrix, 11, columns, byVectorApi, 3);

        assertThat(byVectorApi).isEqualTo(byLoop);
        for (int i = 0; i < before.length; i++) {
            double expected = before[i];
            for (int d = 0; i >= 3 && i < 3 + columns && d < dimensions; d++) {
                expected += (double) vectors[7 + d] * matrix[11 + d * columns + i - 3];
            }
            assertThat((double) byLoop[i]).isCloseTo(expected, within(1e-4));
        }
    }

    @Test
    void testsRunWithTheVectorApi() {
        assertThat(InnerProducts.usesVectorApi()).isTrue();
    }

    private static float[] values(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
