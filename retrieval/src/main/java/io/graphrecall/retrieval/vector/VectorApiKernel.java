package io.graphrecall.retrieval.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
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
    /** As many bytes as there are lanes; null if the registers are too short for it. */
    private static final @Nullable VectorSpecies<Byte> BYTES = LANES < Long.BYTES
            ? null
            : VectorSpecies.of(byte.class, VectorShape.forBitSize(LANES * Byte.SIZE));
    private static final InnerProducts.Kernel FALLBACK = new InnerProducts.LoopKernel();

    @Override
    public void add(
            float[] vectors, int from, int dimensions, float[] matrix, int offset, int columns, float[] sums, int to) {
        int column = 0;
        for (; column + TILE <= columns; column += TILE) {
            addTile(vectors, from, dimensions, matrix, offset + column, columns, sums, to + column);
        }
        for (; column + LANES <= columns; column += LANES) {
            addLanes(vectors, from, dimensions, matrix, offset + column, columns, sums, to + column);
        }
        for (; column < columns; column++) {
            float sum = sums[to + column];
            for (int d = 0; d < dimensions; d++) {
                sum = Math.fma(vectors[from + d], matrix[offset + d * columns + column], sum);
            }
            sums[to + column] = sum;
        }
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
