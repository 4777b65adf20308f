package io.graphrecall.evaluation.tuning;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits the weights of a weighted blend by softmax regression (conditional logit, McFadden 1974): they minimise
 *
 * <pre>
 * - sum over requests of log softmax(target) + {@value #PRIOR} * sum over channels of (w / scale - given)^2
 * </pre>
 *
 * where the softmax is over the weighted sums of all candidates. The second term pulls weights towards the given ones, so
 * that few requests change them little; scale is the factor of the given weights that fits best alone. Newton's method;
 * weights stay at or above 0. The same requests give the same weights on any number of cores.
 */
final class WeightFit {

    static final double PRIOR = 5;

    private static final int MAX_STEPS = 30;
    private static final double TOLERANCE = 1e-6;
    /** Number of parts of the sums, independent of the number of cores. */
    private static final int PARTS = 64;
    /** Largest difference of scores that the scale may give to an average request. */
    private static final double MAX_SPREAD = 50;

    private final List<CandidateScores> requests;

    /** @param requests requests whose target some channel returned */
    WeightFit(List<CandidateScores> requests) {
        this.requests = List.copyOf(requests);
    }

    /**
     * Returns the weights, the largest scaled to 1.
     *
     * @param given  weights that a fit to no requests returns
     * @param active by channel: false to fix its weight at 0
     */
    double[] fit(double[] given, boolean[] active) {
        double[] prior = IntStream.range(0, given.length).mapToDouble(i -> active[i] ? given[i] : 0).toArray();
        double largest = requests.stream().mapToDouble(request -> largest(request.sums(prior))).average().orElse(0);
        if (largest == 0) {
            return scaled(prior);
        }
        double scale = scale(prior, largest);
        double[] weights = Arrays.stream(prior).map(weight -> weight * scale).toArray();
        for (int step = 0; step < MAX_STEPS; step++) {
            Slope slope = slope(weights);
            for (int i = 0; i < weights.length; i++) {
                slope.gradient[i] += 2 * PRIOR * (weights[i] / scale - prior[i]) / scale;
                slope.curvature[i][i] += 2 * PRIOR / (scale * scale);
            }
            int[] free = IntStream.range(0, weights.length)
                    .filter(i -> active[i] && (weights[i] > 0 || slope.gradient[i] < 0)).toArray();
            double[] change = newton(slope, free);
            double moved = 0;
            for (int i = 0; i < free.length; i++) {
                double next = Math.max(0, weights[free[i]] - change[i]);
                moved = Math.max(moved, Math.abs(next - weights[free[i]]) / scale);
                weights[free[i]] = next;
            }
            if (moved < TOLERANCE) {
                break;
            }
        }
        return scaled(weights);
    }

    /** Returns the factor of the given weights that fits best. */
    private double scale(double[] prior, double largest) {
        double scale = 1 / largest;
        for (int step = 0; step < MAX_STEPS; step++) {
            double factor = scale;
            Slope slope = slope(Arrays.stream(prior).map(weight -> weight * factor).toArray());
            double gradient = 0;
            double curvature = 0;
            for (int i = 0; i < prior.length; i++) {
                gradient += slope.gradient[i] * prior[i];
                for (int j = 0; j < prior.length; j++) {
                    curvature += prior[i] * slope.curvature[i][j] * prior[j];
                }
            }
            double next = Math.clamp(scale - gradient / Math.max(curvature, 1e-12), scale / 4, scale * 4);
            next = Math.min(next, MAX_SPREAD / largest);
            if (Math.abs(next - scale) < TOLERANCE * scale) {
                break;
            }
            scale = next;
        }
        return scale;
    }

    /** Gradient and second derivatives of the negative log-likelihood. */
    private record Slope(double[] gradient, double[][] curvature) {

        Slope(int channels) {
            this(new double[channels], new double[channels][channels]);
        }

        void add(Slope other) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += other.gradient[i];
                for (int j = 0; j < gradient.length; j++) {
                    curvature[i][j] += other.curvature[i][j];
                }
            }
        }
    }

    private Slope slope(double[] weights) {
        List<Slope> parts = IntStream.range(0, PARTS).parallel().mapToObj(part -> {
            Slope slope = new Slope(weights.length);
            for (int i = part; i < requests.size(); i += PARTS) {
                add(requests.get(i), weights, slope);
            }
            return slope;
        }).toList();
        Slope sum = new Slope(weights.length);
        parts.forEach(sum::add);
        return sum;
    }

    /** Adds a request: the gradient is mean - target, the curvature the covariance, under the softmax. */
    private static void add(CandidateScores request, double[] weights, Slope slope) {
        int channels = weights.length;
        float[] rows = new float[request.size() * channels];
        for (int channel = 0; channel < channels; channel++) {
            ChannelScores scores = request.channels().get(channel);
            for (int i = 0; i < scores.candidates().length; i++) {
                rows[scores.candidates()[i] * channels + channel] = scores.scores()[i];
            }
        }
        float[] sums = request.sums(weights);
        double largest = largest(sums);
        double total = 0;
        double[] mean = new double[channels];
        double[][] product = new double[channels][channels];
        for (int slot = 0; slot < sums.length; slot++) {
            double share = Math.exp(sums[slot] - largest);
            total += share;
            int row = slot * channels;
            for (int i = 0; i < channels; i++) {
                double value = share * rows[row + i];
                if (value != 0) {
                    mean[i] += value;
                    for (int j = 0; j <= i; j++) {
                        product[i][j] += value * rows[row + j];
                    }
                }
            }
        }
        for (int i = 0; i < channels; i++) {
            slope.gradient[i] += mean[i] / total - rows[request.target() * channels + i];
            for (int j = 0; j <= i; j++) {
                double covariance = product[i][j] / total - mean[i] * mean[j] / (total * total);
                slope.curvature[i][j] += covariance;
                if (i != j) {
                    slope.curvature[j][i] += covariance;
                }
            }
        }
    }

    private static double[] newton(Slope slope, int[] free) {
        if (free.length == 0) {
            return new double[0];
        }
        double[] gradient = Arrays.stream(free).mapToDouble(i -> slope.gradient[i]).toArray();
        double[][] curvature = Arrays.stream(free)
                .mapToObj(i -> Arrays.stream(free).mapToDouble(j -> slope.curvature[i][j]).toArray())
                .toArray(double[][]::new);
        return new LUDecomposition(new Array2DRowRealMatrix(curvature, false)).getSolver()
                .solve(new ArrayRealVector(gradient, false)).toArray();
    }

    private static double largest(float[] sums) {
        float largest = 0;
        for (float sum : sums) {
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    /** Returns weights with the largest scaled to 1, rounded to four digits. */
    private static double[] scaled(double[] weights) {
        double largest = Arrays.stream(weights).max().orElse(0);
        return largest == 0
                ? weights
                : Arrays.stream(weights).map(weight -> Math.round(weight / largest * 1e4) / 1e4).toArray();
    }
}
