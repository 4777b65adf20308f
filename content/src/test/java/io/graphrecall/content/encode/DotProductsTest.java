package io.graphrecall.content.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

class DotProductsTest {

    @Test
    void productsEqualThoseOfSingleRows() {
        Random random = new Random(1);
        for (int rows : new int[] {1, 255, 256, 257, 600}) {
            List<float[]> table = vectors(random, rows);
            List<float[]> queries = vectors(random, 3);
            float[][] products = new DotProducts(table).of(queries);

            assertThat(products).hasDimensions(3, rows);
            for (int row = 0; row < rows; row += 51) {
                double expected = 0;
                for (int i = 0; i < 7; i++) {
                    expected += (double) table.get(row)[i] * queries.get(2)[i];
                }
                assertThat((double) products[2][row]).isCloseTo(expected, within(1e-5));
            }
        }
    }

    @Test
    void anEmptyTableGivesNoProducts() {
        assertThat(new DotProducts(List.of()).of(List.of(new float[] {1}))).hasDimensions(1, 0);
    }

    private static List<float[]> vectors(Random random, int count) {
        return Stream.generate(() -> {
            float[] vector = new float[7];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = random.nextFloat() - 0.5f;
            }
            return vector;
        }).limit(count).toList();
    }
}
