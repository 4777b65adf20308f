package io.graphrecall.content.media;

import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * Log-mel spectrogram: windows of 25 ms every 10 ms, 64 mel bands from 125 to 7,500 Hz, as in VGGish (Hershey et al.
 * 2017). Eight windows are averaged to one step. Thread-safe.
 */
public final class LogMel {

    /** Sample rate in Hz. */
    public static final int RATE = 16_000;

    /** Samples per segment, 0.96 s. */
    public static final int SEGMENT = 15_360;

    /** Time steps per segment. */
    public static final int STEPS = 12;

    /** Mel bands per step. */
    public static final int BANDS = 64;

    private static final int WINDOW = 400;
    private static final int HOP = 160;
    private static final int FFT = 512;
    private static final int BINS = FFT / 2 + 1;
    private static final double MIN_HERTZ = 125;
    private static final double MAX_HERTZ = 7_500;

    /** Offset of energies, since silence has energy 0. */
    private static final double FLOOR = 0.01;

    private final double[] hann = new double[WINDOW];
    private final double[][] filters = new double[BANDS][BINS];

    public LogMel() {
        for (int i = 0; i < WINDOW; i++) {
            hann[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW);
        }
        double low = mel(MIN_HERTZ);
        double step = (mel(MAX_HERTZ) - low) / (BANDS + 1);
        for (int band = 0; band < BANDS; band++) {
            double left = low + band * step;
            for (int bin = 1; bin < BINS; bin++) {
                double binMel = mel((double) bin * RATE / FFT);
                filters[band][bin] = Math.max(0, Math.min((binMel - left) / step, (left + 2 * step - binMel) / step));
            }
        }
    }

    /**
     * Returns the spectrogram of one segment, [steps, bands].
     *
     * @param samples samples at 16 kHz from -1 to 1; padded with silence at the end
     */
    public float[] of(float[] samples) {
        float[] mel = new float[STEPS * BANDS];
        int windows = SEGMENT / HOP;
        int perStep = windows / STEPS;
        double[][] parts = new double[2][FFT];
        double[] real = parts[0];
        double[] imaginary = parts[1];
        for (int window = 0; window < windows; window++) {
            for (int i = 0; i < FFT; i++) {
                int sample = window * HOP + i;
                real[i] = i < WINDOW && sample < samples.length ? samples[sample] * hann[i] : 0;
                imaginary[i] = 0;
            }
            FastFourierTransformer.transformInPlace(parts, DftNormalization.STANDARD, TransformType.FORWARD);
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
}
