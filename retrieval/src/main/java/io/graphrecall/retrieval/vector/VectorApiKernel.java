package io.graphrecall.retrieval.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/** Inner products with sums in vector registers. Loaded only if the JVM has the module of the Vector API. */
final class VectorApiKernel implements InnerProducts.Kernel {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** Columns whose sums are in registers together. Four sums hide the latency of an addition. */
    private static final int TILE = 4 * LANES;
    /** Rows of a matrix whose sums are in registers together. */
    private static final int ROWS = 4;
    /** As many bytes as there are lanes; null if the registers are too short for it. */
    private static final @Nullable VectorSpecies<Byte> BYTES = LANES < Long.BYTES
            ? null
            : VectorSpecies.of(byte.class, VectorShape.forBitSize(LANES * Byte.SIZE));
    private static final InnerProducts.Kernel FALLBACK = new InnerProducts.LoopKernel();

    @Override
    public void add(
            float[] vectors, int from, int dimensions, float[] matrix, int offset, int columns, float[] sums, int to) {
        add(vectors, from, dimensions, matrix, offset, columns, columns, sums, to);
    }

    /** @param stride distance of two rows of the matrix */
    private static void add(
            float[] vectors, int from, int dimensions, float[] matrix, int offset, int columns, int stride,
            float[] sums, int to) {
        int column = 0;
        for (; column + TILE <= columns; column += TILE) {
            addTile(vectors, from, dimensions, matrix, offset + column, stride, sums, to + column);
        }
        for (; column + LANES <= columns; column += LANES) {
            addLanes(vectors, from, dimensions, matrix, offset + column, stride, sums, to + column);
        }
        for (; column < columns; column++) {
            float sum = sums[to + column];
            for (int d = 0; d < dimensions; d++) {
                sum = Math.fma(vectors[from + d], matrix[offset + d * stride + column], sum);
            }
            sums[to + column] = sum;
        }
    }

    @Override
    public void addProduct(float[] left, int rows, int inner, float[] right, int columns, float[] sums) {
        int row = 0;
        for (; row + ROWS <= rows; row += ROWS) {
            int column = 0;
            for (; column + TILE <= columns; column += TILE) {
                addTileOfRows(left, row * inner, inner, right, column, columns, sums, row * columns + column);
            }
            for (int i = row; i < row + ROWS && column < columns; i++) {
                add(left, i * inner, inner, right, column, columns - column, columns, sums, i * columns + column);
            }
        }
        for (; row < rows; row++) {
            add(left, row * inner, inner, right, 0, columns, sums, row * columns);
        }
    }

    @Override
    public void largest(float[] values, int from, int count, float[] largest, int to) {
        for (int i = 0; i < count; i += TILE) {
            FloatVector one = FloatVector.fromArray(SPECIES, values, from + i);
            FloatVector other = FloatVector.fromArray(SPECIES, values, from + i + 2 * LANES);
            one.max(FloatVector.fromArray(SPECIES, values, from + i + LANES))
                    .max(other.max(FloatVector.fromArray(SPECIES, values, from + i + 3 * LANES)))
                    .intoArray(largest, to + i / InnerProducts.GROUP);
        }
    }

    @Override
    public long inRange(float[] values, float[] additions, float factor, int from, float floor, float below) {
        long selected = 0;
        for (int i = 0; i < InnerProducts.WORD; i += LANES) {
            FloatVector sums = FloatVector.fromArray(SPECIES, values, from + i)
                    .add(FloatVector.fromArray(SPECIES, additions, from + i).mul(factor));
            VectorMask<Float> inRange = sums.compare(VectorOperators.GE, floor)
                    .and(sums.compare(VectorOperators.LT, below));
            selected |= inRange.toLong() << i;
        }
        return selected;
    }

    @Override
    public void add(float[] vector, byte[] matrix, int offset, int columns, float[] sums, int to) {
        if (BYTES == null || columns % TILE > 0) {
            FALLBACK.add(vector, matrix, offset, columns, sums, to);
            return;
        }
        for (int column = 0; column < columns; column += TILE) {
            addTile(vector, matrix, offset + column, columns, sums, to + column);
        }
    }

    @Override
    public void ofRows(float[] vector, byte[] matrix, int[] rows, int count, float[] products) {
        if (BYTES == null || InnerProducts.LANES % LANES > 0) {
            FALLBACK.ofRows(vector, matrix, rows, count, products);
            return;
        }
        float[] sums = new float[InnerProducts.LANES];
        for (int i = 0; i < count; i++) {
            int from = rows[i] * vector.length;
            for (int lane = 0; lane < InnerProducts.LANES; lane += LANES) {
                FloatVector sum = FloatVector.zero(SPECIES);
                for (int d = lane; d < vector.length; d += InnerProducts.LANES) {
                    sum = FloatVector.fromArray(SPECIES, vector, d).fma(floats(matrix, from + d), sum);
                }
                sum.intoArray(sums, lane);
            }
            products[i] = InnerProducts.sum(sums);
        }
    }

    @Override
    public void ofRows(
            float[] vectors, int from, int dimensions, float[] matrix, int[] rows, int count, float[] products) {
        if (InnerProducts.LANES % LANES > 0) {
            FALLBACK.ofRows(vectors, from, dimensions, matrix, rows, count, products);
            return;
        }
        int end = dimensions - dimensions % InnerProducts.LANES;
        float[] sums = new float[InnerProducts.LANES];
        for (int i = 0; i < count; i++) {
            int row = rows[i] * dimensions;
            for (int lane = 0; lane < InnerProducts.LANES; lane += LANES) {
                FloatVector sum = FloatVector.zero(SPECIES);
                for (int d = lane; d < end; d += InnerProducts.LANES) {
                    sum = FloatVector.fromArray(SPECIES, vectors, from + d)
                            .fma(FloatVector.fromArray(SPECIES, matrix, row + d), sum);
                }
                sum.intoArray(sums, lane);
            }
            for (int d = end; d < dimensions; d++) {
                sums[d - end] = Math.fma(vectors[from + d], matrix[row + d], sums[d - end]);
            }
            products[i] = InnerProducts.sum(sums);
        }
    }

    private static void addTile(float[] vector, byte[] matrix, int offset, int stride, float[] sums, int to) {
        FloatVector sum0 = FloatVector.fromArray(SPECIES, sums, to);
        FloatVector sum1 = FloatVector.fromArray(SPECIES, sums, to + LANES);
        FloatVector sum2 = FloatVector.fromArray(SPECIES, sums, to + 2 * LANES);
        FloatVector sum3 = FloatVector.fromArray(SPECIES, sums, to + 3 * LANES);
        for (int d = 0; d < vector.length; d++) {
            FloatVector x = FloatVector.broadcast(SPECIES, vector[d]);
            int row = offset + d * stride;
            sum0 = x.fma(floats(matrix, row), sum0);
            sum1 = x.fma(floats(matrix, row + LANES), sum1);
            sum2 = x.fma(floats(matrix, row + 2 * LANES), sum2);
            sum3 = x.fma(floats(matrix, row + 3 * LANES), sum3);
        }
        sum0.intoArray(sums, to);
        sum1.intoArray(sums, to + LANES);
        sum2.intoArray(sums, to + 2 * LANES);
        sum3.intoArray(sums, to + 3 * LANES);
    }

    private static FloatVector floats(byte[] matrix, int from) {
        return (FloatVector) ByteVector.fromArray(BYTES, matrix, from).convertShape(VectorOperators.B2F, SPECIES, 0);
    }

    private static void addTile(
            float[] vectors, int from, int dimensions, float[] matrix, int offset, int stride, float[] sums, int to) {
        FloatVector sum0 = FloatVector.fromArray(SPECIES, sums, to);
        FloatVector sum1 = FloatVector.fromArray(SPECIES, sums, to + LANES);
        FloatVector sum2 = FloatVector.fromArray(SPECIES, sums, to + 2 * LANES);
        FloatVector sum3 = FloatVector.fromArray(SPECIES, sums, to + 3 * LANES);
        for (int d = 0; d < dimensions; d++) {
            FloatVector x = FloatVector.broadcast(SPECIES, vectors[from + d]);
            int row = offset + d * stride;
            sum0 = x.fma(FloatVector.fromArray(SPECIES, matrix, row), sum0);
            sum1 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + LANES), sum1);
            sum2 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + 2 * LANES), sum2);
            sum3 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + 3 * LANES), sum3);
        }
        sum0.intoArray(sums, to);
        sum1.intoArray(sums, to + LANES);
        sum2.intoArray(sums, to + 2 * LANES);
        sum3.intoArray(sums, to + 3 * LANES);
    }

    /** {@value #ROWS} rows and {@code TILE} columns: sixteen sums, so that a value that was read is used several times. */
    private static void addTileOfRows(
            float[] left, int from, int inner, float[] right, int offset, int columns, float[] sums, int to) {
        FloatVector sum00 = FloatVector.fromArray(SPECIES, sums, to);
        FloatVector sum01 = FloatVector.fromArray(SPECIES, sums, to + LANES);
        FloatVector sum02 = FloatVector.fromArray(SPECIES, sums, to + 2 * LANES);
        FloatVector sum03 = FloatVector.fromArray(SPECIES, sums, to + 3 * LANES);
        FloatVector sum10 = FloatVector.fromArray(SPECIES, sums, to + columns);
        FloatVector sum11 = FloatVector.fromArray(SPECIES, sums, to + columns + LANES);
        FloatVector sum12 = FloatVector.fromArray(SPECIES, sums, to + columns + 2 * LANES);
        FloatVector sum13 = FloatVector.fromArray(SPECIES, sums, to + columns + 3 * LANES);
        FloatVector sum20 = FloatVector.fromArray(SPECIES, sums, to + 2 * columns);
        FloatVector sum21 = FloatVector.fromArray(SPECIES, sums, to + 2 * columns + LANES);
        FloatVector sum22 = FloatVector.fromArray(SPECIES, sums, to + 2 * columns + 2 * LANES);
        FloatVector sum23 = FloatVector.fromArray(SPECIES, sums, to + 2 * columns + 3 * LANES);
        FloatVector sum30 = FloatVector.fromArray(SPECIES, sums, to + 3 * columns);
        FloatVector sum31 = FloatVector.fromArray(SPECIES, sums, to + 3 * columns + LANES);
        FloatVector sum32 = FloatVector.fromArray(SPECIES, sums, to + 3 * columns + 2 * LANES);
        FloatVector sum33 = FloatVector.fromArray(SPECIES, sums, to + 3 * columns + 3 * LANES);
        for (int d = 0; d < inner; d++) {
            int row = offset + d * columns;
            FloatVector right0 = FloatVector.fromArray(SPECIES, right, row);
            FloatVector right1 = FloatVector.fromArray(SPECIES, right, row + LANES);
            FloatVector right2 = FloatVector.fromArray(SPECIES, right, row + 2 * LANES);
            FloatVector right3 = FloatVector.fromArray(SPECIES, right, row + 3 * LANES);
            FloatVector left0 = FloatVector.broadcast(SPECIES, left[from + d]);
            sum00 = left0.fma(right0, sum00);
            sum01 = left0.fma(right1, sum01);
            sum02 = left0.fma(right2, sum02);
            sum03 = left0.fma(right3, sum03);
            FloatVector left1 = FloatVector.broadcast(SPECIES, left[from + inner + d]);
            sum10 = left1.fma(right0, sum10);
            sum11 = left1.fma(right1, sum11);
            sum12 = left1.fma(right2, sum12);
            sum13 = left1.fma(right3, sum13);
            FloatVector left2 = FloatVector.broadcast(SPECIES, left[from + 2 * inner + d]);
            sum20 = left2.fma(right0, sum20);
            sum21 = left2.fma(right1, sum21);
            sum22 = left2.fma(right2, sum22);
            sum23 = left2.fma(right3, sum23);
            FloatVector left3 = FloatVector.broadcast(SPECIES, left[from + 3 * inner + d]);
            sum30 = left3.fma(right0, sum30);
            sum31 = left3.fma(right1, sum31);
            sum32 = left3.fma(right2, sum32);
            sum33 = left3.fma(right3, sum33);
        }
        sum00.intoArray(sums, to);
        sum01.intoArray(sums, to + LANES);
        sum02.intoArray(sums, to + 2 * LANES);
        sum03.intoArray(sums, to + 3 * LANES);
        sum10.intoArray(sums, to + columns);
        sum11.intoArray(sums, to + columns + LANES);
        sum12.intoArray(sums, to + columns + 2 * LANES);
        sum13.intoArray(sums, to + columns + 3 * LANES);
        sum20.intoArray(sums, to + 2 * columns);
        sum21.intoArray(sums, to + 2 * columns + LANES);
        sum22.intoArray(sums, to + 2 * columns + 2 * LANES);
        sum23.intoArray(sums, to + 2 * columns + 3 * LANES);
        sum30.intoArray(sums, to + 3 * columns);
        sum31.intoArray(sums, to + 3 * columns + LANES);
        sum32.intoArray(sums, to + 3 * columns + 2 * LANES);
        sum33.intoArray(sums, to + 3 * columns + 3 * LANES);
    }

    private static void addLanes(
            float[] vectors, int from, int dimensions, float[] matrix, int offset, int stride, float[] sums, int to) {
        FloatVector sum = FloatVector.fromArray(SPECIES, sums, to);
        for (int d = 0; d < dimensions; d++) {
            FloatVector x = FloatVector.broadcast(SPECIES, vectors[from + d]);
            sum = x.fma(FloatVector.fromArray(SPECIES, matrix, offset + d * stride), sum);
        }
        sum.intoArray(sums, to);
    }
}
