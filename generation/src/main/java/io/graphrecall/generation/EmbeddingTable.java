package io.graphrecall.generation;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;

/**
 * Vectors of one space, dense [rows, dimensions] in single precision. Row r is the vector of the node with ordinal
 * {@code ordinals[r]}; a node without a vector has no row. Immutable and safe for concurrent use.
 *
 * <p>The arrays behind it are handed out for hot loops ({@link #ordinalArray}, {@link #valueArray}); they stay the
 * table's own and must not be changed.
 */
public final class EmbeddingTable {

    /** How far the length of a vector under {@link Metric#COSINE} may be from 1. */
    private static final double UNIT_TOLERANCE = 1e-3;
    private static final int MAX_VALUES = Integer.MAX_VALUE - 8;

    private final Metric metric;
    private final int dimensions;
    private final int[] ordinals;
    private final float[] values;

    private EmbeddingTable(Metric metric, int dimensions, int[] ordinals, float[] values) {
        this.metric = metric;
        this.dimensions = dimensions;
        this.ordinals = ordinals;
        this.values = values;
    }

    /** What nearness in a space is: the larger, the nearer. */
    public enum Metric {
        /** The cosine of the angle. The table's vectors have length 1, so that it is their inner product. */
        @JsonProperty("cosine")
        COSINE,
        /** The inner product of the vectors as they are. */
        @JsonProperty("inner-product")
        INNER_PRODUCT;

        /** The name in the manifest, for instance {@code inner-product}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * A vector as an inner product with the table's vectors wants it: of length 1 for a cosine, else as it is.
         *
         * @return null where the metric says nothing of it: a vector of length 0 has no direction
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
     * The table of vectors by ordinal.
     *
     * @param byOrdinal null where a node has no vector; under {@link Metric#COSINE} they are scaled to length 1, and
     *                  one of length 0 counts as none
     * @throws IllegalArgumentException where vectors have different lengths or hold what is not finite
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
                            + " dimensions, those before it have " + dimensions);
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

    /** The table of vectors by ordinal, where one of nothing but 0 counts as none. */
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
     * The table of these arrays, which become its own.
     *
     * @param ordinals of each row the node's ordinal, ascending
     * @param values   row after row, finite; under {@link Metric#COSINE} each row has length 1
     */
    public static EmbeddingTable of(Metric metric, int dimensions, int[] ordinals, float[] values) {
        if (dimensions < 0 || (dimensions == 0 && ordinals.length > 0)) {
            throw new IllegalArgumentException("vectors of " + dimensions + " dimensions");
        }
        requireSize(ordinals.length, dimensions);
        if (values.length != ordinals.length * dimensions) {
            throw new IllegalArgumentException(values.length + " values are not " + ordinals.length + " vectors of "
                    + dimensions + " dimensions");
        }
        for (int row = 0; row < ordinals.length; row++) {
            if (ordinals[row] < 0 || (row > 0 && ordinals[row] <= ordinals[row - 1])) {
                throw new IllegalArgumentException("ordinals do not ascend: row " + row + " is of " + ordinals[row]);
            }
            double squared = squaredLength(values, row * dimensions, dimensions);
            if (!Double.isFinite(squared)) {
                throw new IllegalArgumentException("vector " + ordinals[row] + " holds what is not finite");
            }
            if (metric == Metric.COSINE && Math.abs(Math.sqrt(squared) - 1) > UNIT_TOLERANCE) {
                throw new IllegalArgumentException(
                        "vector " + ordinals[row] + " has length " + Math.sqrt(squared) + ", not 1");
            }
        }
        return new EmbeddingTable(metric, dimensions, ordinals, values);
    }

    public Metric metric() {
        return metric;
    }

    /** How many nodes have a vector. */
    public int rows() {
        return ordinals.length;
    }

    public int dimensions() {
        return dimensions;
    }

    /** The ordinal of a row's node. */
    public int ordinal(int row) {
        return ordinals[row];
    }

    /** The row of a node's ordinal; -1 where it has no vector. */
    public int row(int ordinal) {
        // Where every node up to it has a vector, row and ordinal are the same.
        if (ordinal >= 0 && ordinal < ordinals.length && ordinals[ordinal] == ordinal) {
            return ordinal;
        }
        return Math.max(-1, Arrays.binarySearch(ordinals, ordinal));
    }

    /** A copy of a row's vector. */
    public float[] vector(int row) {
        return Arrays.copyOfRange(values, row * dimensions, (row + 1) * dimensions);
    }

    /** A copy of the vector of a node's ordinal; null where it has none. */
    public float @Nullable [] vectorOf(int ordinal) {
        int row = row(ordinal);
        return row < 0 ? null : vector(row);
    }

    /** The ordinals of all rows; the table's own array. */
    public int[] ordinalArray() {
        return ordinals;
    }

    /** All vectors, row after row; the table's own array. */
    public float[] valueArray() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmbeddingTable table && metric == table.metric && dimensions == table.dimensions
                && Arrays.equals(ordinals, table.ordinals) && Arrays.equals(values, table.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ordinals) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "EmbeddingTable[" + rows() + " x " + dimensions + ", " + metric.wireName() + "]";
    }

    private static void requireSize(int rows, int dimensions) {
        if ((long) rows * dimensions > MAX_VALUES) {
            throw new IllegalArgumentException(
                    rows + " vectors of " + dimensions + " dimensions are more than a table can hold: " + MAX_VALUES);
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
