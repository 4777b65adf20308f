package io.graphrecall.gnn.deepmatch;

/**
 * Low-pass filter of BSARec (<a href="https://arxiv.org/abs/2312.10325">Shin et al., AAAI 2024</a>). The discrete Fourier
 * transform, the cut-off at the lowest frequencies and the inverse transform are one circulant matrix,
 * {@code (1 + 2 sum_k cos(2 pi k (i - j) / window)) / window}. A sequence shorter than the window is left-padded with zeros,
 * so only the last rows and columns are needed.
 */
final class FrequencyFilter {

    private FrequencyFilter() {}

    /**
     * Returns the matrix [length, length], row-major, for the last positions of the window.
     *
     * @param lowFrequencies number of the lowest frequencies that pass, including the constant one
     */
    static float[] matrix(int window, int length, int lowFrequencies) {
        if (length > window || lowFrequencies < 1 || 2 * (lowFrequencies - 1) >= window) {
            throw new IllegalArgumentException("no filter of " + lowFrequencies + " frequencies over " + length
                    + " elements of a window of " + window);
        }
        float[] byDistance = new float[length];
        for (int distance = 0; distance < length; distance++) {
            double sum = 1;
            for (int k = 1; k < lowFrequencies; k++) {
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
