package io.graphrecall.retrieval.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

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

    @ParameterizedTest
    @CsvSource({"1,1,1", "4,128,64", "5,17,131", "11,96,384", "8,0,5", "0,3,4"})
    void bothKernelsMultiplyMatricesToTheSameDigits(int rows, int inner, int columns) {
        Random random = new Random(rows * 31L + columns);
        float[] left = values(random, rows * inner);
        float[] right = values(random, inner * columns);
        float[] byLoop = values(random, rows * columns);
        float[] byVectorApi = byLoop.clone();

        new InnerProducts.LoopKernel().addProduct(left, rows, inner, right, columns, byLoop);
        new VectorApiKernel().addProduct(left, rows, inner, right, columns, byVectorApi);

        assertThat(byVectorApi).isEqualTo(byLoop);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 97})
    void bothKernelsMultiplyRowsOfNumbersToTheSameDigits(int dimensions) {
        Random random = new Random(dimensions);
        float[] vectors = values(random, 5 + dimensions);
        float[] matrix = values(random, 20 * dimensions);
        int[] rows = {3, 19, 0};
        float[] byLoop = new float[rows.length];
        float[] byVectorApi = new float[rows.length];

        new InnerProducts.LoopKernel().ofRows(vectors, 5, dimensions, matrix, rows, 3, byLoop);
        new VectorApiKernel().ofRows(vectors, 5, dimensions, matrix, rows, 3, byVectorApi);

        assertThat(byVectorApi).isEqualTo(byLoop);
        for (int i = 0; i < 3; i++) {
            double expected = 0;
            for (int d = 0; d < dimensions; d++) {
                expected += (double) vectors[5 + d] * matrix[rows[i] * dimensions + d];
            }
            assertThat((double) byLoop[i]).isCloseTo(expected, within(1e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 64, 112, 512})
    void bothKernelsMultiplyRowsToTheSameDigits(int dimensions) {
        Random random = new Random(dimensions);
        float[] vector = values(random, dimensions);
        byte[] matrix = new byte[20 * dimensions];
        random.nextBytes(matrix);
        int[] rows = {3, 19, 0, 3};
        float[] byLoop = new float[rows.length];
        float[] byVectorApi = new float[rows.length];

        new InnerProducts.LoopKernel().ofRows(vector, matrix, rows, 3, byLoop);
        new VectorApiKernel().ofRows(vector, matrix, rows, 3, byVectorApi);

        assertThat(byVectorApi).isEqualTo(byLoop);
        assertThat(byLoop[3]).as("only as many rows as asked for").isZero();
        for (int i = 0; i < 3; i++) {
            double expected = 0;
            for (int d = 0; d < dimensions; d++) {
                expected += (double) vector[d] * matrix[rows[i] * dimensions + d];
            }
            assertThat((double) byLoop[i]).isCloseTo(expected, within(0.05));
        }
    }

    @Test
    void bothKernelsFindTheLargestOfEachGroup() {
        float[] values = values(new Random(1), 5 + 192);

        for (InnerProducts.Kernel kernel : List.of(new InnerProducts.LoopKernel(), new VectorApiKernel())) {
            float[] largest = new float[3 + 192 / InnerProducts.GROUP];
            kernel.largest(values, 5, 192, largest, 3);

            assertThat(largest).startsWith(0, 0, 0);
            int[] ranks = IntStream.range(3, largest.length).map(i -> rank(largest[i], values)).sorted().toArray();
            assertThat(ranks).as("ranks of the largest values; no two groups share a value").doesNotHaveDuplicates();
            assertThat(ranks[0]).as("the largest of all").isZero();
            assertThat(largest).as("each largest value has smaller ones in its group")
                    .satisfies(all -> assertThat(ranks[ranks.length - 1]).isLessThan(192 - InnerProducts.GROUP + 1));
        }
    }

    @Test
    void bothKernelsSelectTheSameRange() {
        float[] values = values(new Random(2), 3 + InnerProducts.WORD);
        float[] additions = values(new Random(3), 3 + InnerProducts.WORD);

        long byLoop = new InnerProducts.LoopKernel().inRange(values, additions, 0.5f, 3, -0.25f, 1);
        long byVectorApi = new VectorApiKernel().inRange(values, additions, 0.5f, 3, -0.25f, 1);

        assertThat(byVectorApi).isEqualTo(byLoop);
        for (int i = 0; i < InnerProducts.WORD; i++) {
            float sum = values[3 + i] + 0.5f * additions[3 + i];
            assertThat((byLoop >>> i & 1) == 1).isEqualTo(sum >= -0.25f && sum < 1);
        }
    }

    /** Returns the number of larger values from index 5 on. */
    private static int rank(float value, float[] values) {
        return (int) IntStream.range(5, values.length).filter(i -> values[i] > value).count();
    }

    @Test
    void testsRunWithTheVectorApi() {
        assertThat(InnerProducts.KERNEL).isInstanceOf(VectorApiKernel.class);
    }

    private static float[] values(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
