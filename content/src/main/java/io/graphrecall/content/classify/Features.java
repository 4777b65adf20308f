package io.graphrecall.content.classify;

/**
 * Input features of a text. The arrays are not copied and must not be changed.
 *
 * @param dense   sentence vector, [dimension]
 * @param columns columns of terms and character n-grams in {@link WordFeatures}, ascending
 * @param values  weights, parallel to {@code columns}
 */
public record Features(float[] dense, int[] columns, float[] values) {

    /** Features of a vector alone. */
    public Features(float[] dense) {
        this(dense, new int[0], new float[0]);
    }

    public Features {
        if (columns.length != values.length) {
            throw new IllegalArgumentException("Found " + columns.length + " columns and " + values.length
                    + " values. Their numbers must be equal.");
        }
    }
}
