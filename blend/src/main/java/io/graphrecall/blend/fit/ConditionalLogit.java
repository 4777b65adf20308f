package io.graphrecall.blend.fit;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Softmax regression (conditional logit, McFadden 1974) with a Gaussian prior: the weights minimise
 *
 * <pre>
 * - sum over requests of log softmax(target) + sum over features of precision * (weight - mean)^2
 * </pre>
 *
 * where the softmax is over the weighted sums of the features of all candidates. Few requests leave the weights near the
 * mean of the prior. Newton's method with step halving; the minimum is unique. The same requests give the same weights on
 * any number of cores. Immutable; thread-safe.
 */
public final class ConditionalLogit {

    /** More requests do not improve so few weights; of more, evenly spaced ones are read. */
    private static final int MAX_REQUESTS = 5_000;
    private static final int MAX_STEPS = 30;
    private static final int MAX_HALVINGS = 10;
    /** Smallest decrease of the loss, relative to it, after which there is another step. */
    private static final double TOLERANCE = 1e-8;
    /** Number of parts of the sums, independent of the number of cores. */
    private static final int PARTS = 64;
    /** Largest difference of scores that a scale may give to an average request. */
    private static final double MAX_SPREAD = 50;

    private final List<? extends Request> requests;
    private final boolean[] active;
    private final int width;

    /** A request with one target. */
    public interface Request {

        /** Slot of the target. */
        int target();

        /** Returns the features {@code [candidate, feature]}, the rows one after another. */
        float[] rows();
    }

    /** @param active by feature: false to fix its weight at the mean of the prior */
    public ConditionalLogit(List<? extends Request> requests, boolean[] active) {
        int count = Math.min(MAX_REQUESTS, requests.size());
        this.requests = IntStream.range(0, count)
                .mapToObj(i -> requests.get((int) ((long) i * requests.size() / count))).toList();
        this.active = active.clone();
        this.width = active.length;
    }

    /**
     * Loss without the prior and its derivatives.
     *
     * @param loss      negative log-likelihood by request, summed; in an array of one
     * @param gradient  first derivatives
     * @param curvature second derivatives
     */
    private record Slope(double[] loss, double[] gradient, double[][] curvature) {

        Slope(int features) {
            this(new double[1], new double[features], new double[features][features]);
        }

        void add(Slope other) {
            loss[0] += other.loss[0];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += other.gradient[i];
                for (int j = 0; j < gradient.length; j++) {
                    curvature[i][j] += other.curvature[i][j];
                }
            }
        }
    }

    /**
     * Returns the weights.
     *
     * @param mean        mean of the prior, and the weights that a fit to no requests returns
     * @param precision   precision of the prior, above 0
     * @param nonNegative true to keep all weights at or above 0
     */
    public double[] fit(double[] mean, double[] precision, boolean nonNegative) {
        double[] weights = mean.clone();
        Slope slope = slope(weights, mean, precision);
        for (int step = 0; step < MAX_STEPS; step++) {
            Slope at = slope;
            int[] free = IntStream.range(0, width)
                    .filter(i -> active[i] && (!nonNegative || weights[i] > 0 || at.gradient[i] < 0)).toArray();
            double[] change = newton(at, free);
            double[] next = weights.clone();
            double factor = 1;
            for (int halving = 0; halving <= MAX_HALVINGS; halving++, factor /= 2) {
                for (int i = 0; i < free.length; i++) {
                    double moved = weights[free[i]] - factor * change[i];
                    next[free[i]] = nonNegative ? Math.max(0, moved) : moved;
                }
                slope = slope(next, mean, precision);
                if (slope.loss[0] <= at.loss[0]) {
                    break;
                }
            }
            if (slope.loss[0] > at.loss[0]) {
                break;
            }
            System.arraycopy(next, 0, weights, 0, width);
            if (at.loss[0] - slope.loss[0] < TOLERANCE * at.loss[0]) {
                break;
            }
        }
        return weights;
    }

    /** Returns the factor of some weights that fits best, without a prior; 0 if they score no candidate above 0. */
    double scale(double[] weights) {
        List<Sums> sums = requests.parallelStream()
                .map(request -> new Sums(request.target(), sums(request.rows(), weights))).toList();
        double largest = sums.stream().mapToDouble(Sums::largest).average().orElse(0);
        if (largest == 0) {
            return 0;
        }
        double[] start = {1 / largest};
        double[] noPrior = {1e-9 * largest * largest};
        return Math.min(new ConditionalLogit(sums, new boolean[] {true}).fit(start, noPrior, true)[0],
                MAX_SPREAD / largest);
    }

    /** A request whose only feature is a weighted sum. */
    private record Sums(int target, float[] rows) implements Request {

        double largest() {
            float largest = 0;
            for (float sum : rows) {
                largest = Math.max(largest, sum);
            }
            return largest;
        }
    }

    private static float[] sums(float[] rows, double[] weights) {
        float[] sums = new float[rows.length / weights.length];
        for (int slot = 0; slot < sums.length; slot++) {
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * rows[slot * weights.length + i];
            }
            sums[slot] = (float) sum;
        }
        return sums;
    }

    private Slope slope(double[] weights, double[] mean, double[] precision) {
        Slope slope = slope(weights);
        for (int i = 0; i < width; i++) {
            double away = weights[i] - mean[i];
            slope.loss[0] += precision[i] * away * away;
            slope.gradient[i] += 2 * precision[i] * away;
            slope.curvature[i][i] += 2 * precision[i];
        }
        return slope;
    }

    private Slope slope(double[] weights) {
        List<Slope> parts = IntStream.range(0, PARTS).parallel().mapToObj(part -> {
            Slope slope = new Slope(width);
            for (int i = part; i < requests.size(); i += PARTS) {
                add(requests.get(i), weights, slope);
            }
            return slope;
        }).toList();
        Slope sum = new Slope(width);
        parts.forEach(sum::add);
        return sum;
    }

    /** Adds a request: the gradient is mean - target, the curvature the covariance, under the softmax. */
    private void add(Request request, double[] weights, Slope slope) {
        float[] rows = request.rows();
        float[] scores = sums(rows, weights);
        float highest = Float.NEGATIVE_INFINITY;
        for (float score : scores) {
            highest = Math.max(highest, score);
        }
        double total = 0;
        double[] mean = new double[width];
        double[][] product = new double[width][width];
        int[] present = new int[width];
        for (int slot = 0; slot < scores.length; slot++) {
            double share = Math.exp(scores[slot] - highest);
            total += share;
            int row = slot * width;
            int count = 0;
            for (int i = 0; i < width; i++) {
                if (active[i] && rows[row + i] != 0) {
                    present[count++] = i;
                }
            }
            for (int first = 0; first < count; first++) {
                int i = present[first];
                double value = share * rows[row + i];
                mean[i] += value;
                for (int second = 0; second <= first; second++) {
                    product[i][present[second]] += value * rows[row + present[second]];
                }
            }
        }
        slope.loss[0] += Math.log(total) + highest - scores[request.target()];
        for (int i = 0; i < width; i++) {
            slope.gradient[i] += mean[i] / total - (active[i] ? rows[request.target() * width + i] : 0);
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
        // The prior keeps the matrix regular, but its entries can be small.
        return new LUDecomposition(new Array2DRowRealMatrix(curvature, false), Double.MIN_NORMAL).getSolver()
                .solve(new ArrayRealVector(gradient, false)).toArray();
    }
}
