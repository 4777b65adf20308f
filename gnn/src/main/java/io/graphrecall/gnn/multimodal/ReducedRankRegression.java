package io.graphrecall.gnn.multimodal;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reduced-rank regression (<a href="https://doi.org/10.1016/0047-259X(75)90042-1">Izenman 1975</a>) of the terms of contents
 * on their pooled vision. It defines the embedding spaces {@code visual} and {@code text}. With v a content's pooled vision,
 * m its mean over the catalogue, and y the content's terms with weights a, normalised to length 1:
 *
 * <ul>
 * <li>a_w = idf_w r_w, where r_w is the multiple correlation of term w and v. A term that pictures do not predict, such as a
 * brand or a model's name, has weight 0;
 * <li>A minimises |y - A (v - m)|² with a small ridge penalty; A = Q L^T with Q^T Q = 1;
 * <li>{@code visual} is L^T (v - m), {@code text} is Q^T y, both normalised to length 1. The cosine of two pictures is that
 * of their predicted terms, and a text and a picture are compared in the same way.
 * </ul>
 *
 * Immutable; thread-safe.
 *
 * @param mean   m, [dim]
 * @param vision L^T, [dim][dim]
 * @param terms  a_w times the row of Q, by term, [vocabulary][dim]; 0 for a term with weight 0
 */
record ReducedRankRegression(float[] mean, float[][] vision, float[][] terms) {

    /** Ridge penalty per mean square of a dimension of v. */
    private static final double RIDGE = 1e-5;

    private static final double TINY = 1e-12;

    /**
     * Fits the regression to a catalogue.
     *
     * @param width      number of dimensions
     * @param vision     pooled vision of contents, [contents][dim]
     * @param texts      term numbers of each content
     * @param vocabulary number of term numbers
     */
    static ReducedRankRegression fit(int width, List<float[]> vision, List<int[]> texts, int vocabulary) {
        return new Fit(width, vision, texts, vocabulary).regression();
    }

    /** Returns the vector of pooled vision in the space {@code visual}, of length 1. */
    float[] visual(float[] pooled) {
        float[] centred = new float[mean.length];
        for (int d = 0; d < centred.length; d++) {
            centred[d] = pooled[d] - mean[d];
        }
        float[] vector = new float[vision.length];
        for (int d = 0; d < vector.length; d++) {
            for (int k = 0; k < centred.length; k++) {
                vector[d] += vision[d][k] * centred[k];
            }
        }
        return l2Normalise(vector);
    }

    /** Returns the vector of a text in the space {@code text}, of length 1; null if all its terms have weight 0. */
    float @Nullable [] text(int[] numbers) {
        float[] vector = new float[mean.length];
        Arrays.stream(numbers).distinct().forEach(term -> {
            for (int d = 0; d < vector.length; d++) {
                vector[d] += terms[term][d];
            }
        });
        return squaredLength(vector) < TINY ? null : l2Normalise(vector);
    }

    /** Normalises a vector in place to length 1. */
    static float[] l2Normalise(float[] vector) {
        float length = (float) Math.sqrt(Math.max(TINY, squaredLength(vector)));
        for (int d = 0; d < vector.length; d++) {
            vector[d] /= length;
        }
        return vector;
    }

    private static double squaredLength(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += value * value;
        }
        return sum;
    }

    /** State of one fit. */
    private static final class Fit {

        private final int width;
        private final int count;
        private final double[] mean;
        private final RealVector[] centred;
        private final int[][] texts;
        private final int vocabulary;
        private final DecompositionSolver gram;

        Fit(int width, List<float[]> vision, List<int[]> texts, int vocabulary) {
            this.width = width;
            count = vision.size();
            this.vocabulary = vocabulary;
            this.texts = texts.stream().map(text -> Arrays.stream(text)
                    .filter(term -> term >= TermVocabulary.FIRST_TERM).distinct().toArray()).toArray(int[][]::new);
            mean = new double[width];
            for (float[] row : vision) {
                for (int d = 0; d < width; d++) {
                    mean[d] += row[d] / (double) count;
                }
            }
            RealVector centre = new ArrayRealVector(mean, false);
            centred = vision.stream().map(row -> new ArrayRealVector(
                    IntStream.range(0, width).mapToDouble(d -> row[d]).toArray(), false).subtract(centre))
                    .toArray(RealVector[]::new);
            gram = cholesky(centred, RIDGE).getSolver();
        }

        ReducedRankRegression regression() {
            double[] weights = weights();
            RealVector[] coefficients = moments(weights);
            for (int w = 0; w < vocabulary; w++) {
                coefficients[w] = weights[w] > 0 ? gram.solve(coefficients[w]) : zeros();
            }
            RealMatrix root = cholesky(coefficients, TINY).getL();
            float[][] vision = new float[width][width];
            for (int i = 0; i < width; i++) {
                for (int j = 0; j <= i; j++) {
                    vision[j][i] = (float) root.getEntry(i, j);
                }
            }
            float[][] terms = new float[vocabulary][width];
            for (int w = 0; w < vocabulary; w++) {
                if (weights[w] > 0) {
                    RealVector row = coefficients[w];
                    MatrixUtils.solveLowerTriangularSystem(root, row);
                    for (int d = 0; d < width; d++) {
                        terms[w][d] = (float) (weights[w] * row.getEntry(d));
                    }
                }
            }
            float[] centre = new float[width];
            for (int d = 0; d < width; d++) {
                centre[d] = (float) mean[d];
            }
            return new ReducedRankRegression(centre, vision, terms);
        }

        /** Returns a_w; r_w is from the adjusted coefficient of determination of the term's own regression. */
        private double[] weights() {
            int[] frequency = new int[vocabulary];
            RealVector[] sums = Stream.generate(this::zeros).limit(vocabulary).toArray(RealVector[]::new);
            for (int i = 0; i < count; i++) {
                for (int term : texts[i]) {
                    frequency[term]++;
                    sums[term].combineToSelf(1, 1, centred[i]);
                }
            }
            // With fewer contents the adjustment would remove all explained variance.
            double adjustment = count > 2 * width ? (count - 1.0) / (count - width - 1) : 1;
            double[] weights = new double[vocabulary];
            for (int w = TermVocabulary.FIRST_TERM; w < vocabulary; w++) {
                double variance = frequency[w] * (1 - frequency[w] / (double) count);
                if (variance > 0) {
                    double explained = gram.solve(sums[w]).dotProduct(sums[w]) / variance;
                    double determination = Math.max(0, 1 - (1 - explained) * adjustment);
                    weights[w] = Math.sqrt(determination) * Math.log(count / (double) frequency[w]);
                }
            }
            return weights;
        }

        /** Returns sum y (v - m)^T, [vocabulary][dim]. */
        private RealVector[] moments(double[] weights) {
            RealVector[] moments = Stream.generate(this::zeros).limit(vocabulary).toArray(RealVector[]::new);
            for (int i = 0; i < count; i++) {
                double square = 0;
                for (int term : texts[i]) {
                    square += weights[term] * weights[term];
                }
                for (int term : texts[i]) {
                    moments[term].combineToSelf(
                            1, weights[term] / Math.sqrt(Math.max(TINY, square)), centred[i]);
                }
            }
            return moments;
        }

        private RealVector zeros() {
            return new ArrayRealVector(width);
        }

        /** Decomposes X^T X of rows X with a penalty on the diagonal, relative to its mean. */
        private CholeskyDecomposition cholesky(RealVector[] rows, double penalty) {
            double[][] sums = new double[width][width];
            for (RealVector vector : rows) {
                double[] row = vector.toArray();
                for (int i = 0; i < width; i++) {
                    for (int j = 0; j < width; j++) {
                        sums[i][j] += row[i] * row[j];
                    }
                }
            }
            RealMatrix products = new Array2DRowRealMatrix(sums, false);
            double added = Math.max(TINY, penalty * products.getTrace() / width);
            return new CholeskyDecomposition(
                    products.add(MatrixUtils.createRealIdentityMatrix(width).scalarMultiply(added)),
                    CholeskyDecomposition.DEFAULT_RELATIVE_SYMMETRY_THRESHOLD, 0);
        }
    }
}
