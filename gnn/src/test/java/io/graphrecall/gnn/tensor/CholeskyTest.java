package io.graphrecall.gnn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CholeskyTest {

    private static final double[][] MATRIX = {{4, 2, -2}, {2, 10, 5}, {-2, 5, 9}};

    @Test
    void solvesWhatTheMatrixMade() {
        double[] solved = Cholesky.of(MATRIX).solve(new double[] {4 + 4 - 6, 2 + 20 + 15, -2 + 10 + 27});
        assertThat(solved).containsExactly(new double[] {1, 2, 3}, within(1e-12));
    }

    @Test
    void theFactorTimesItselfIsTheMatrix() {
        double[][] lower = Cholesky.of(MATRIX).lower();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k <= j; k++) {
                    sum += lower[i][k] * lower[j][k];
                }
                assertThat(sum).isCloseTo(MATRIX[i][j], within(1e-12));
            }
        }
    }

    @Test
    void refusesWhatIsNotPositiveDefinite() {
        assertThatThrownBy(() -> Cholesky.of(new double[][] {{1, 2}, {2, 1}}))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("row 1");
    }
}
