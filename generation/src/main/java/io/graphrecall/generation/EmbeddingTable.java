package io.graphrecall.generation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphrecall.schema.WireNamed;
import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Vectors of one embedding space: a dense matrix [rows, dimensions] in single precision. Row r is the vector of the
 * node with ordinal {@code ordinals[r]}. A node without a vector has no row. The values are in an array, or in a file
 * that is mapped into memory. Immutable and thread-safe.
 *
 * <p>The backing arrays are exposed for hot loops ({@link #ordinalArray}, {@link #valueArray}). They belong to the
 * table and must not be modified.
 */
public final class EmbeddingTable implements Serializable {

    private static final long serialVersionUID = 1;

    /** Maximum deviation from 1 of the length of a vector under {@link Metric#COSINE}. */
    private static final double UNIT_TOLERANCE = 1e-3;
    private static final int MAX_VALUES = Integer.MAX_VALUE - 8;

    private final Metric metric;
    private final int dimensions;
    private final int[] ordinals;
    private final transient Values values;

    private EmbeddingTable(Metric metric, int dimensions, int[] ordinals, Values values) {
        this.metric = metric;
        this.dimensions = dimensions;
        this.ordinals = ordinals;
        this.values = values;
    }

    /** Values of all vectors in row-major order. */
    private sealed interface Values {

        long size();

        void copy(int from, float[] to, int at, int count);

        float[] array();
    }

    private record ArrayValues(float[] array) implements Values {

        @Override
        public long size() {
            return array.length;
        }

        @Override
        public void copy(int from, float[] to, int at, int count) {
            System.arraycopy(array, from, to, at, count);
        }
    }

    private record MappedValues(MemorySegment mapped) implements Values {

        @Override
        public long size() {
            return mapped.byteSize() / Float.BYTES;
        }

        @Override
        public void copy(int from, float[] to, int at, int count) {
            NumpyFile.copy(mapped, from, to, at, count);
        }

        @Override
        public float[] array() {
            float[] array = new float[Math.toIntExact(size())];
            copy(0, array, 0, array.length);
            return array;
        }
    }

    /** Similarity metric of an embedding space. A higher value means more similar. */
    public enum Metric implements WireNamed.Hyphenated {
        /** Cosine similarity. Vectors in a table have length 1, so that it equals their inner product. */
        @JsonProperty("cosine")
        COSINE,
        /** Inner product of the unchanged vectors. */
        @JsonProperty("inner-product")
        INNER_PRODUCT;

        /**
         * Prepares a vector for an inner product with the table's vectors: scales it to length 1 for cosine, returns it
         * unchanged otherwise.
         *
         * @return null for a vector of length 0 under cosine, which has no direction
         */
        public float @Nullable [] prepared(float[] vector) {
            if (this == INNER_PRODUCT) {
                return vector;
            }
            double length = Math.sqrt(squaredLength(vector, 0, vector.length));
            if (length == 0) {
                return null;
            }
            float[] unit = new float[vector.length];
            for (int i = 0; i < unit.length; i++) {
                unit[i] = (float) (vector[i] / length);
            }
            return unit;
        }
    }

    /**
     * Creates a table from vectors by ordinal.
     *
     * @param byOrdinal null for a node without a vector; under {@link Metric#COSINE} the vectors are scaled to length
     *                  1, and a vector of length 0 counts as missing
     * @throws IllegalArgumentException if vectors differ in dimension or contain a value that is not finite
     */
    public static EmbeddingTable of(Metric metric, float[] @Nullable [] byOrdinal) {
        int rows = 0;
        int dimensions = 0;
        float[][] prepared = new float[byOrdinal.length][];
        int[] ordinals = new int[byOrdinal.length];
        for (int ordinal = 0; ordinal < byOrdinal.length; ordinal++) {
            float[] vector = byOrdinal[ordinal];
            float[] row = vector == null ? null : metric.prepared(vector);
            if (row != null) {
                if (rows > 0 && row.length != dimensions) {
                    throw new IllegalArgumentException("vector " + ordinal + " has " + row.length
                            + " dimensions, but the vectors before it have " + dimensions);
                }
                dimensions = row.length;
                prepared[rows] = row;
                ordinals[rows++] = ordinal;
            }
        }
        requireSize(rows, dimensions);
        float[] values = new float[rows * dimensions];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(prepared[row], 0, values, row * dimensions, dimensions);
        }
        return of(metric, dimensions, Arrays.copyOf(ordinals, rows), values);
    }

    /** Creates a table from vectors by ordinal. All-zero vectors count as missing. */
    public static EmbeddingTable ofNonZero(Metric metric, float[] @Nullable [] byOrdinal) {
        float[] @Nullable [] vectors = byOrdinal.clone();
        for (int ordinal = 0; ordinal < vectors.length; ordinal++) {
            float[] vector = vectors[ordinal];
            if (vector != null && squaredLength(vector, 0, vector.length) == 0) {
                vectors[ordinal] = null;
            }
        }
        return of(metric, vectors);
    }

    /**
     * Creates a table from arrays, which the table then owns.
     *
     * @param ordinals node ordinal of each row, ascending
     * @param values   vectors in row-major order, finite; under {@link Metric#COSINE} each row has length 1
     */
    public static EmbeddingTable of(Metric metric, int dimensions, int[] ordinals, float[] values) {
        return of(metric, dimensions, ordinals, new ArrayValues(values));
    }

    /** @param values mapped file of what {@link #of(Metric, int, int[], float[])} takes; it is read once, to validate it */
    static EmbeddingTable of(Metric metric, int dimensions, int[] ordinals, MemorySegment values) {
        return of(metric, dimensions, ordinals, new MappedValues(values));
    }

    private static EmbeddingTable of(Metric metric, int dimensions, int[] ordinals, Values values) {
        if (dimensions < 0 || (dimensions == 0 && ordinals.length > 0)) {
            throw new IllegalArgumentException("number of dimensions is " + dimensions + "; it must be positive");
        }
        requireSize(ordinals.length, dimensions);
        if (values.size() != (long) ordinals.length * dimensions) {
            throw new IllegalArgumentException(values.size() + " values are not " + ordinals.length + " vectors of "
                    + dimensions + " dimensions");
        }
        float[] vector = new float[dimensions];
        for (int row = 0; row < ordinals.length; row++) {
            if (ordinals[row] < 0 || (row > 0 && ordinals[row] <= ordinals[row - 1])) {
                throw new IllegalArgumentException(
                        "ordinals are not ascending: row " + row + " has ordinal " + ordinals[row]);
            }
            values.copy(row * dimensions, vector, 0, dimensions);
            double squared = squaredLength(vector, 0, dimensions);
            if (!Double.isFinite(squared)) {
                throw new IllegalArgumentException("vector " + ordinals[row] + " contains a value that is not finite");
            }
            if (metric == Metric.COSINE && Math.abs(Math.sqrt(squared) - 1) > UNIT_TOLERANCE) {
                throw new IllegalArgumentException(
                        "vector " + ordinals[row] + " has length " + Math.sqrt(squared) + ", not 1");
            }
        }
        return new EmbeddingTable(metric, dimensions, ordinals, values);
    }

    /** Returns this table with its values in an array. */
    EmbeddingTable inMemory() {
        return new EmbeddingTable(metric, dimensions, ordinals, new ArrayValues(values.array()));
    }

    public Metric metric() {
        return metric;
    }

    /** Returns the number of nodes with a vector. */
    public int rows() {
        return ordinals.length;
    }

    public int dimensions() {
        return dimensions;
    }

    /** Returns the ordinal of a row's node. */
    public int ordinal(int row) {
        return ordinals[row];
    }

    /** Returns the row of a node's ordinal, or -1 if the node has no vector. */
    public int row(int ordinal) {
        // Fast path: row and ordinal are equal if every node up to this one has a vector.
        if (ordinal >= 0 && ordinal < ordinals.length && ordinals[ordinal] == ordinal) {
            return ordinal;
        }
        return Math.max(-1, Arrays.binarySearch(ordinals, ordinal));
    }

    /** Returns a copy of a row's vector. */
    public float[] vector(int row) {
        float[] vector = new float[dimensions];
        copy(row, vector, 0);
        return vector;
    }

    /**
     * Copies a row's vector into an array.
     *
     * @param at index of the first value in the array
     */
    public void copy(int row, float[] to, int at) {
        values.copy(row * dimensions, to, at, dimensions);
    }

    /** Returns a copy of the vector of a node's ordinal, or null if the node has none. */
    public float @Nullable [] vectorOf(int ordinal) {
        int row = row(ordinal);
        return row < 0 ? null : vector(row);
    }

    /** Returns the backing array of row ordinals, [rows]. */
    public int[] ordinalArray() {
        return ordinals;
    }

    /** Returns the backing array of vectors, [rows * dimensions] in row-major order; a copy if the values are in a file. */
    public float[] valueArray() {
        return values.array();
    }

    /** Returns true if the values are in an array, so that {@link #valueArray} copies nothing. */
    public boolean isInMemory() {
        return values instanceof ArrayValues;
    }

    private Object writeReplace() {
        return new Serialized(metric, dimensions, ordinals, valueArray());
    }

    /** Serialized form, which is validated when it is read. */
    private record Serialized(Metric metric, int dimensions, int[] ordinals, float[] values) implements Serializable {

        private Object readResolve() {
            return of(metric, dimensions, ordinals, values);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmbeddingTable table && metric == table.metric && dimensions == table.dimensions
                && Arrays.equals(ordinals, table.ordinals) && Arrays.equals(valueArray(), table.valueArray());
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ordinals) + Arrays.hashCode(valueArray());
    }

    @Override
    public String toString() {
        return "EmbeddingTable[" + rows() + " x " + dimensions + ", " + metric.wireName() + "]";
    }

    private static void requireSize(int rows, int dimensions) {
        if ((long) rows * dimensions > MAX_VALUES) {
            throw new IllegalArgumentException(
                    rows + " vectors of " + dimensions + " dimensions exceed the maximum of " + MAX_VALUES + " values");
        }
    }

    private static double squaredLength(float[] values, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += (double) values[i] * values[i];
        }
        return sum;
    }
}
