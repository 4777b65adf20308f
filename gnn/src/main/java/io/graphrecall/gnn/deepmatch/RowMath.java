package io.graphrecall.gnn.deepmatch;

import io.graphrecall.retrieval.vector.InnerProducts;

/**
 * Operations of the user tower on row-major matrices in plain Java. Loops run over neighbouring values, so that the
 * compiler turns them into vector instructions.
 */
final class RowMath {

    private static final float NORM_EPSILON = 1e-5f;
    private static final float SQRT_HALF = (float) Math.sqrt(0.5);
    /** Coefficients of formula 7.1.28 of Abramowitz and Stegun, see {@link #gelu}. */
    private static final float A1 = (float) 0.0705230784;
    private static final float A2 = (float) 0.0422820123;
    private static final float A3 = (float) 0.0092705272;
    private static final float A4 = (float) 0.0001520143;
    private static final float A5 = (float) 0.0002765672;
    private static final float A6 = (float) 0.0000430638;

    private RowMath() {}

    /**
     * Linear layer with a transposed weight, so that a row of the output is a sum of rows of the weight.
     *
     * @param weight [in, out]
     * @param bias   [out]
     */
    record Linear(int in, int out, float[] weight, float[] bias) {

        /** @param weight [out, in], as the trained model has it */
        static Linear of(float[] weight, float[] bias) {
            int out = bias.length;
            int in = weight.length / out;
            float[] transposed = new float[weight.length];
            for (int o = 0; o < out; o++) {
                for (int i = 0; i < in; i++) {
                    transposed[i * out + o] = weight[o * in + i];
                }
            }
            return new Linear(in, out, transposed, bias);
        }

        /** {@code [rows, in] -> [rows, out]}. */
        float[] apply(float[] input) {
            int rows = input.length / in;
            float[] output = new float[rows * out];
            for (int row = 0; row < rows; row++) {
                System.arraycopy(bias, 0, output, row * out, out);
            }
            InnerProducts.addProduct(input, rows, in, weight, out, output);
            return output;
        }
    }

    /**
     * Layer normalisation.
     *
     * @param scale [dim]
     * @param shift [dim]
     */
    record Norm(float[] scale, float[] shift) {

        /** Normalises each row of {@code [rows, dim]} in place. */
        float[] apply(float[] rows) {
            int width = scale.length;
            for (int begin = 0; begin < rows.length; begin += width) {
                float mean = 0;
                for (int d = 0; d < width; d++) {
                    mean += rows[begin + d];
                }
                mean /= width;
                float variance = 0;
                for (int d = 0; d < width; d++) {
                    float difference = rows[begin + d] - mean;
                    variance += difference * difference;
                }
                float factor = (float) (1 / Math.sqrt(variance / width + NORM_EPSILON));
                for (int d = 0; d < width; d++) {
                    rows[begin + d] = (rows[begin + d] - mean) * factor * scale[d] + shift[d];
                }
            }
            return rows;
        }
    }

    /** Adds {@code factor} times {@code length} values of one array to another. */
    static void addScaled(float[] from, int fromIndex, float factor, float[] to, int toIndex, int length) {
        for (int d = 0; d < length; d++) {
            to[toIndex + d] += factor * from[fromIndex + d];
        }
    }

    static float dot(float[] one, int oneIndex, float[] other, int otherIndex, int length) {
        float sum = 0;
        for (int d = 0; d < length; d++) {
            sum += one[oneIndex + d] * other[otherIndex + d];
        }
        return sum;
    }

    /** Returns the cosine of a row and a vector; lengths have the small addend of training. */
    static float cosine(float[] rows, int index, float[] vector, int width) {
        double lengths = Math.sqrt(dot(rows, index, rows, index, width) + 1e-8)
                * Math.sqrt(dot(vector, 0, vector, 0, width) + 1e-8);
        return (float) (dot(rows, index, vector, 0, width) / lengths);
    }

    static float norm(float[] rows, int index, int width) {
        return (float) Math.sqrt(dot(rows, index, rows, index, width) + 1e-12);
    }

    /** Applies softmax in place. */
    static void softmax(float[] values) {
        float max = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            max = Math.max(max, value);
        }
        float sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.exp(values[i] - max);
            sum += values[i];
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
    }

    /**
     * Applies the Gaussian error linear unit, {@code x (1 + erf(x / sqrt(2))) / 2}, in place. Its distance from
     * {@code max(x, 0)} is {@code |x| erfc(|x| / sqrt(2)) / 2}. The complementary error function is approximated by
     * formula 7.1.28 of Abramowitz and Stegun (1964), with an error below 3e-7.
     */
    static float[] gelu(float[] values) {
        for (int i = 0; i < values.length; i++) {
            float size = Math.abs(values[i]);
            float z = size * SQRT_HALF;
            float root = 1 + z * (A1 + z * (A2 + z * (A3 + z * (A4 + z * (A5 + z * A6)))));
            float square = root * root;
            float fourth = square * square;
            float eighth = fourth * fourth;
            values[i] = Math.max(values[i], 0) - 0.5f * size / (eighth * eighth);
        }
        return values;
    }
}
