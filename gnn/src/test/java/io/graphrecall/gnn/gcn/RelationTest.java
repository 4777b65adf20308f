package io.graphrecall.gnn.gcn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.generation.CsrTable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

class RelationTest {

    @Test
    void diagonalIsTheDiagonalOfTheProduct() {
        Random random = new Random(3);
        double[][] first = matrix(random, 5, 4);
        double[][] middle = matrix(random, 4, 3);
        double[][] last = matrix(random, 3, 5);
        double[][] product = times(times(first, middle), last);

        float[] diagonal = Relation.diagonal(List.of(table(first), table(middle), table(last)));

        assertThat(diagonal).hasSize(5);
        for (int content = 0; content < 5; content++) {
            assertThat((double) diagonal[content]).isCloseTo(product[content][content], within(1e-6));
        }
    }

    private static double[][] matrix(Random random, int rows, int columns) {
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            for (int column = 0; column < columns; column++) {
                row[column] = random.nextBoolean() ? (float) random.nextDouble() : 0;
            }
        }
        return matrix;
    }

    private static double[][] times(double[][] left, double[][] right) {
        double[][] product = new double[left.length][right[0].length];
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < right[0].length; j++) {
                for (int k = 0; k < right.length; k++) {
                    product[i][j] += left[i][k] * right[k][j];
                }
            }
        }
        return product;
    }

    private static CsrTable table(double[][] matrix) {
        CsrTable.Builder table = CsrTable.builder(matrix[0].length);
        for (double[] row : matrix) {
            for (int column = 0; column < row.length; column++) {
                if (row[column] != 0) {
                    table.add(column, (float) row[column]);
                }
            }
            table.endRow();
        }
        return table.build();
    }
}
