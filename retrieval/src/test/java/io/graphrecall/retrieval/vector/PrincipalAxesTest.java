package io.graphrecall.retrieval.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Random;

class PrincipalAxesTest {

    @ParameterizedTest
    @CsvSource({"40, 128", "100, 256", "128, 40", "3, 2", "2, 3"})
    void noDirectionHasMoreVarianceThanTheFirstAxis(int vectors, int dimensions) {
        RealMatrix rows = random(vectors, dimensions, new Random(vectors));

        PrincipalAxes found = PrincipalAxes.of(rows);

        RealVector first = new ArrayRealVector(found.axes()[0]);
        RealVector second = new ArrayRealVector(found.axes()[1]);
        assertThat(first.getNorm()).isCloseTo(1, within(1e-9));
        assertThat(first.dotProduct(second)).isCloseTo(0, within(1e-9));
        double total = Math.pow(rows.getFrobeniusNorm(), 2);
        assertThat(variance(rows, first) / total).isCloseTo(found.explained()[0], within(1e-9));
        assertThat(variance(rows, second) / total).isCloseTo(found.explained()[1], within(1e-9));
        assertThat(found.explained()[0]).isGreaterThanOrEqualTo(found.explained()[1]);
        // A direction of more variance would be near the first axis.
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            RealVector near = first.add(new ArrayRealVector(random.doubles(dimensions, -.1, .1).toArray()));
            assertThat(variance(rows, near.unitVector())).isLessThanOrEqualTo(variance(rows, first) * (1 + 1e-9));
        }
    }

    @Test
    void vectorsOnALineHaveOneAxis() {
        PrincipalAxes found = PrincipalAxes.of(new Array2DRowRealMatrix(new double[][] {{3, 4, 0}, {-3, -4, 0}}));

        assertThat(found.explained()[0]).isCloseTo(1, within(1e-9));
        assertThat(Math.abs(found.axes()[0][1])).isCloseTo(0.8, within(1e-9));
        assertThat(found.axes()[1]).containsOnly(0);
        assertThat(found.explained()[1]).isZero();
    }

    @Test
    void equalVectorsHaveNoAxis() {
        PrincipalAxes found = PrincipalAxes.of(new Array2DRowRealMatrix(new double[5][3]));

        assertThat(found.axes()).isDeepEqualTo(new double[2][3]);
        assertThat(found.explained()).containsOnly(0);
    }

    private static double variance(RealMatrix rows, RealVector direction) {
        return Math.pow(rows.operate(direction).getNorm(), 2);
    }

    /** Returns random rows whose mean is zero. */
    private static RealMatrix random(int vectors, int dimensions, Random random) {
        RealMatrix rows = new Array2DRowRealMatrix(vectors, dimensions);
        for (int d = 0; d < dimensions; d++) {
            RealVector column = new ArrayRealVector(random.doubles(vectors, -1, 1).toArray());
            double mean = column.dotProduct(new ArrayRealVector(vectors, 1.0)) / vectors;
            rows.setColumnVector(d, column.mapSubtract(mean));
        }
        return rows;
    }
}
