package io.graphrecall.gnn.deepmatch;

/**
 * The low-pass filter over a sequence as a matrix. A discrete Fourier transform, the lowest frequencies kept, and the
 * transform back are together one circulant matrix, {@code (1 + 2 sum over k of cos(2 pi k (i - j) / window)) / window};
 * of a sequence that is shorter than the window and filled up with zeros, only its last rows and columns are needed.
 */
final class LowPass {

    private LowPass() {}

    /**
     * The matrix [length, length], row after row, for the last elements of the window.
     *
     * @param frequencies how many of the lowest pass, the constant one included
     */
    static float[] matrix(int window, int length, int frequencies) {
        if (length > window || frequencies < 1 || 2 * (frequencies - 1) >= window) {
            throw new IllegalArgumentException("no low pass of " + frequencies + " frequencies over " + length
                    + " elements of a window of " + window);
        }
        float[] byDistance = new float[length];
        for (int distance = 0; distance < length; distance++) {
            double sum = 1;
            for (int k = 1; k < frequencies; k++) {
                sum += 2 * Math.cos(2 * Math.PI * k * distance / window);
            }
            byDistance[distance] = (float) (sum / window);
        }
        float[] matrix = new float[length * length];
        for (int i = 0; i < length; i++) {
            for (int j = 0; j < length; j++) {
                matrix[i * length + j] = byDistance[Math.abs(i - j)];
            }
        }
        return matrix;
    }
}
