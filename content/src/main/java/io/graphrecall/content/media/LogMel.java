package io.graphrecall.content.media;

/**
 * Sound as numbers: the logarithm of its energy in mel bands over time. Windows of 25 ms every 10 ms, 64 bands from
 * 125 to 7,500 Hz, as in VGGish (Hershey et al. 2017); eight windows are averaged to one step. Thread-safe.
 */
public final class LogMel {

    /** Samples a second. */
    public static final int RATE = 16_000;

    /** Samples of a segment: 0.96 s. */
    public static final int SEGMENT = 15_360;

    /** Steps over time of a segment. */
    public static final int STEPS = 12;

    /** Bands of a step. */
    public static final int BANDS = 64;

    private static final int WINDOW = 400;
    private static final int HOP = 160;
    private static final int FFT = 512;
    private static final int BINS = FFT / 2 + 1;
    private static final double LOWEST = 125;
    private static final double HIGHEST = 7_500;

    /** Added to energies, so that silence has a logarithm. */
    private static final double FLOOR = 0.01;

    private final double[] hann = new double[WINDOW];
    private final double[][] filters = new double[BANDS][BINS];

    public LogMel() {
        for (int i = 0; i < WINDOW; i++) {
            hann[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW);
        }
        double low = mel(LOWEST);
        double step = (mel(HIGHEST) - low) / (BANDS + 1);
        for (int band = 0; band < BANDS; band++) {
            double left = low + band * step;
            for (int bin = 1; bin < BINS; bin++) {
                double at = mel((double) bin * RATE / FFT);
                filters[band][bin] = Math.max(0, Math.min((at - left) / step, (left + 2 * step - at) / step));
            }
        }
    }

    /**
     * One segment, [steps * bands], step by step.
     *
     * @param samples of 16 kHz, from -1 to 1; what is missing at the end is silence
     */
    public float[] of(float[] samples) {
        float[] mel = new float[STEPS * BANDS];
        int windows = SEGMENT / HOP;
        int perStep = windows / STEPS;
        double[] real = new double[FFT];
        double[] imaginary = new double[FFT];
        for (int window = 0; window < windows; window++) {
            for (int i = 0; i < FFT; i++) {
                int at = window * HOP + i;
                real[i] = i < WINDOW && at < samples.length ? samples[at] * hann[i] : 0;
                imaginary[i] = 0;
            }
            transform(real, imaginary);
            for (int band = 0; band < BANDS; band++) {
                double energy = 0;
                for (int bin = 1; bin < BINS; bin++) {
                    if (filters[band][bin] > 0) {
                        energy += filters[band][bin] * Math.hypot(real[bin], imaginary[bin]);
                    }
                }
                mel[window / perStep * BANDS + band] += (float) (Math.log(energy + FLOOR) / perStep);
            }
        }
        return mel;
    }

    private static double mel(double hertz) {
        return 1127 * Math.log(1 + hertz / 700);
    }

    /** The discrete Fourier transform in place (Cooley and Tukey 1965). */
    private static void transform(double[] real, double[] imaginary) {
        int n = real.length;
        for (int i = 1, j = 0; i < n; i++) {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                double swapped = real[i];
                real[i] = real[j];
                real[j] = swapped;
            }
        }
        for (int length = 2; length <= n; length <<= 1) {
            double angle = -2 * Math.PI / length;
            for (int k = 0; k < length / 2; k++) {
                double cos = Math.cos(angle * k);
                double sin = Math.sin(angle * k);
                for (int i = k; i < n; i += length) {
                    int other = i + length / 2;
                    double re = real[other] * cos - imaginary[other] * sin;
                    double im = real[other] * sin + imaginary[other] * cos;
                    real[other] = real[i] - re;
                    imaginary[other] = imaginary[i] - im;
                    real[i] += re;
                    imaginary[i] += im;
                }
            }
        }
    }
}
