package io.graphrecall.retrieval.vector;

import java.util.Arrays;

/**
 * Inner products of a vector with the columns of a matrix: the inner loop of exact search and of models that serve in
 * plain Java. The Vector API computes them where the JVM has its module; it is several times as fast as what the
 * compiler makes of the loop otherwise. Both add in the same order with one rounding per term, so that the results have
 * the same digits. Thread-safe.
 */
public final class InnerProducts {

    /** Values per group of {@link #largest}. */
    public static final int GROUP = 4;
    /** Sums of {@link #ofRows}, which are added at the end. */
    static final int LANES = 16;
    /** Values per call of {@link #inRange}. */
    public static final int WORD = Long.SIZE;

    /** Module of the Vector API, which {@code --add-modules} adds while it incubates. */
    private static final String VECTOR_API = "jdk.incubator.vector";

    static final Kernel KERNEL = ModuleLayer.boot().findModule(VECTOR_API).isPresent()
            ? new VectorApiKernel()
            : new LoopKernel();

    private InnerProducts() {}

    /** A way to compute the products. */
    interface Kernel {

        void add(float[] vectors, int from, int dimensions, float[] matrix, int offset, int columns, float[] sums,
                int to);

        void addProduct(float[] left, int rows, int inner, float[] right, int columns, float[] sums);

        void add(float[] vector, byte[] matrix, int offset, int columns, float[] sums, int to);

        void ofRows(float[] vector, byte[] matrix, int[] rows, int count, float[] products);

        void ofRows(
                float[] vectors, int from, int dimensions, float[] matrix, int[] rows, int count, float[] products);

        void largest(float[] values, int from, int count, float[] largest, int to);

        long inRange(float[] values, float[] additions, float factor, int from, float floor, float below);
    }

    /**
     * Adds the inner product of a vector with each column of a matrix to a sum.
     *
     * @param vectors    array that contains the vector
     * @param from       start of the vector in it
     * @param dimensions dimensions of the vector, rows of the matrix
     * @param matrix     array that contains the matrix in row-major order, {@code [dimensions, columns]}
     * @param offset     start of the matrix in it
     * @param columns    columns of the matrix
     * @param sums       array that contains the sums, {@code [columns]}
     * @param to         start of the sums in it
     */
    public static void add(
            float[] vectors, int from, int dimensions, float[] matrix, int offset, int columns, float[] sums, int to) {
        KERNEL.add(vectors, from, dimensions, matrix, offset, columns, sums, to);
    }

    /**
     * Adds the product of two matrices in row-major order to a third one: the inner product of each row of the left with
     * each column of the right one. Several rows together read the right matrix once.
     *
     * @param left  {@code [rows, inner]}
     * @param right {@code [inner, columns]}
     * @param sums  {@code [rows, columns]}
     */
    public static void addProduct(float[] left, int rows, int inner, float[] right, int columns, float[] sums) {
        KERNEL.addProduct(left, rows, inner, right, columns, sums);
    }

    /**
     * Adds the inner product of a vector with each column of a matrix of small integers to a sum.
     *
     * @param matrix  array that contains the matrix in row-major order, {@code [vector.length, columns]}
     * @param offset  start of the matrix in it
     * @param columns columns of the matrix
     * @param sums    array that contains the sums, {@code [columns]}
     * @param to      start of the sums in it
     */
    static void add(float[] vector, byte[] matrix, int offset, int columns, float[] sums, int to) {
        KERNEL.add(vector, matrix, offset, columns, sums, to);
    }

    /**
     * Computes the inner products of a vector with some rows of a matrix of small integers.
     *
     * @param vector   {@code [dimensions]}, a multiple of {@value #LANES}
     * @param matrix   in row-major order, {@code [rows of the matrix, dimensions]}
     * @param rows     numbers of the rows
     * @param count    number of them
     * @param products result, {@code [count]}
     */
    static void ofRows(float[] vector, byte[] matrix, int[] rows, int count, float[] products) {
        KERNEL.ofRows(vector, matrix, rows, count, products);
    }

    /**
     * Computes the inner products of a vector with some rows of a matrix.
     *
     * @param vectors    array that contains the vector
     * @param from       start of the vector in it
     * @param dimensions dimensions of the vector
     * @param matrix     in row-major order, {@code [rows of the matrix, dimensions]}
     * @param rows       numbers of the rows
     * @param count      number of them
     * @param products   result, {@code [count]}
     */
    static void ofRows(
            float[] vectors, int from, int dimensions, float[] matrix, int[] rows, int count, float[] products) {
        KERNEL.ofRows(vectors, from, dimensions, matrix, rows, count, products);
    }

    /** Returns the sum of {@value #LANES} numbers, in the order that both kernels use. */
    static float sum(float[] lanes) {
        float sum0 = lanes[0] + lanes[4] + (lanes[8] + lanes[12]);
        float sum1 = lanes[1] + lanes[5] + (lanes[9] + lanes[13]);
        float sum2 = lanes[2] + lanes[6] + (lanes[10] + lanes[14]);
        float sum3 = lanes[3] + lanes[7] + (lanes[11] + lanes[15]);
        return sum0 + sum1 + (sum2 + sum3);
    }

    /**
     * Computes the largest value of each group of {@value #GROUP} values. Which values form a group depends on the kernel.
     *
     * @param count   number of values, a multiple of {@value #WORD}
     * @param largest array that receives the largest values, {@code [count / GROUP]}
     * @param to      start of them in it
     */
    public static void largest(float[] values, int from, int count, float[] largest, int to) {
        KERNEL.largest(values, from, count, largest, to);
    }

    /**
     * Selects those of {@value #WORD} sums {@code values[i] + factor * additions[i]} that are in {@code [floor, below)}.
     *
     * @param from index of the first value
     * @return bit i is set if the sum of index {@code from + i} is selected
     */
    public static long inRange(float[] values, float[] additions, float factor, int from, float floor, float below) {
        return KERNEL.inRange(values, additions, factor, from, floor, below);
    }

    /** Independent sums in adjacent memory, which the compiler vectorises. */
    static final class LoopKernel implements Kernel {

        @Override
        public void add(
                float[] vectors, int from, int dimensions, float[] matrix, int offset, int columns, float[] sums,
                int to) {
            int d = 0;
            for (; d + 3 < dimensions; d += 4) {
                addFour(vectors, from + d, matrix, offset + d * columns, columns, sums, to);
            }
            for (; d < dimensions; d++) {
                addOne(vectors[from + d], matrix, offset + d * columns, columns, sums, to);
            }
        }

        /** Loads and stores each sum once per four terms. */
        private static void addFour(
                float[] vectors, int from, float[] matrix, int offset, int columns, float[] sums, int to) {
            float x0 = vectors[from];
            float x1 = vectors[from + 1];
            float x2 = vectors[from + 2];
            float x3 = vectors[from + 3];
            for (int i = 0; i < columns; i++) {
                float sum = Math.fma(x0, matrix[offset + i], sums[to + i]);
                sum = Math.fma(x1, matrix[offset + columns + i], sum);
                sum = Math.fma(x2, matrix[offset + 2 * columns + i], sum);
                sums[to + i] = Math.fma(x3, matrix[offset + 3 * columns + i], sum);
            }
        }

        @Override
        public void addProduct(float[] left, int rows, int inner, float[] right, int columns, float[] sums) {
            for (int row = 0; row < rows; row++) {
                add(left, row * inner, inner, right, 0, columns, sums, row * columns);
            }
        }

        @Override
        public void largest(float[] values, int from, int count, float[] largest, int to) {
            int groups = count / GROUP;
            for (int group = 0; group < groups; group++) {
                float value = values[from + group];
                for (int i = group + groups; i < count; i += groups) {
                    value = Math.max(value, values[from + i]);
                }
                largest[to + group] = value;
            }
        }

        @Override
        public long inRange(
                float[] values, float[] additions, float factor, int from, float floor, float below) {
            long selected = 0;
            for (int i = 0; i < WORD; i++) {
                float sum = values[from + i] + factor * additions[from + i];
                selected |= sum >= floor && sum < below ? 1L << i : 0;
            }
            return selected;
        }

        @Override
        public void add(float[] vector, byte[] matrix, int offset, int columns, float[] sums, int to) {
            for (int d = 0; d < vector.length; d++) {
                float x = vector[d];
                for (int i = 0; i < columns; i++) {
                    sums[to + i] = Math.fma(x, matrix[offset + d * columns + i], sums[to + i]);
                }
            }
        }

        @Override
        public void ofRows(float[] vector, byte[] matrix, int[] rows, int count, float[] products) {
            float[] sums = new float[LANES];
            for (int i = 0; i < count; i++) {
                Arrays.fill(sums, 0);
                int from = rows[i] * vector.length;
                for (int d = 0; d < vector.length; d += LANES) {
                    for (int lane = 0; lane < LANES; lane++) {
                        sums[lane] = Math.fma(vector[d + lane], matrix[from + d + lane], sums[lane]);
                    }
                }
                products[i] = sum(sums);
            }
        }

        @Override
        public void ofRows(
                float[] vectors, int from, int dimensions, float[] matrix, int[] rows, int count, float[] products) {
            float[] sums = new float[LANES];
            for (int i = 0; i < count; i++) {
                Arrays.fill(sums, 0);
                for (int d = 0; d < dimensions; d++) {
                    sums[d % LANES] = Math.fma(
                            vectors[from + d], matrix[rows[i] * dimensions + d], sums[d % LANES]);
                }
                products[i] = sum(sums);
            }
        }

        private static void addOne(float x, float[] matrix, int offset, int columns, float[] sums, int to) {
            for (int i = 0; i < columns; i++) {
                sums[to + i] = Math.fma(x, matrix[offset + i], sums[to + i]);
            }
        }
    }
}
