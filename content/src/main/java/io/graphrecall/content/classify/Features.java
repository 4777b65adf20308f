package io.graphrecall.content.classify;

/**
 * What a classifier sees of a text. Arrays are shared, not copied; nobody changes them.
 *
 * @param dense   the sentence vector, {@code [dimension]}
 * @param columns terms and character n-grams, ascending, by the numbers of a {@link WordFeatures}
 * @param values  their weights, parallel to {@code columns}
 */
public record Features(float[] dense, int[] columns, float[] values) {

    public Features {
        if (columns.length != values.length) {
            throw new IllegalArgumentException(columns.length + " columns with " + values.length + " values");
        }
    }
}
