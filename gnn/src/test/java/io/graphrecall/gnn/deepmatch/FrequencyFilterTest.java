package io.graphrecall.gnn.deepmatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Random;

class FrequencyFilterTest {

    private static final int WINDOW = 50;

    @Test
    void equalsTheInverseTransformOfTheLowFrequencies() {
        double[] signal = new double[WINDOW];
        int length = 7;
        Random random = new Random(1);
        for (int i = WINDOW - length; i < WINDOW; i++) {
            signal[i] = random.nextGaussian();
        }
        double[] expected = lowPass(signal, 3);
        float[] matrix = FrequencyFilter.matrix(WINDOW, length, 3);
        for (int i = 0; i < length; i++) {
            double filtered = 0;
            for (int j = 0; j < length; j++) {
                filtered += matrix[i * length + j] * signal[WINDOW - length + j];
            }
            assertThat(filtered).isCloseTo(expected[WINDOW - length + i], within(1e-6));
        }
    }

    @Test
    void rejectsMoreFrequenciesThanTheWindowHas() {
        assertThatIllegalArgumentException().isThrownBy(() -> FrequencyFilter.matrix(4, 4, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> FrequencyFilter.matrix(4, 5, 2));
    }

    /** Filters by the definition of the discrete Fourier transform. */
    private static double[] lowPass(double[] signal, int frequencies) {
        int n = signal.length;
        double[] out = new double[n];
        for (int k = 0; k < n; k++) {
            if (k >= frequencies && k <= n - frequencies) {
                continue;
            }
            double real = 0;
            double imaginary = 0;
            for (int t = 0; t < n; t++) {
                real += signal[t] * Math.cos(2 * Math.PI * k * t / n);
                imaginary -= signal[t] * Math.sin(2 * Math.PI * k * t / n);
            }
            for (int t = 0; t < n; t++) {
                double angle = 2 * Math.PI * k * t / n;
                out[t] += (real * Math.cos(angle) - imaginary * Math.sin(angle)) / n;
            }
        }
        return out;
    }
}
