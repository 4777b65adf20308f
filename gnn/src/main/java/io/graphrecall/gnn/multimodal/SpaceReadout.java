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

/**
 * Reads the vectors of the spaces {@code visual} and {@code text} out of what was learned, by reduced-rank regression
 * (Izenman 1975) of the words of contents on their pictures. With v a content's pooled vision, m its mean over the
 * catalogue, and y the content's words, each weighted by a, at length 1:
 *
 * <ul>
 * <li>a_w = idf_w r_w, where r_w is the multiple correlation of word w and v: what pictures tell nothing of, a brand or
 * a model's name, has no say;
 * <li>A minimises the squares of y - A (v - m), nearly without a penalty; A = Q L^T with Q^T Q = 1;
 * <li>{@code visual} is L^T (v - m), {@code text} is Q^T y, both brought to length 1. The cosine of two pictures is that
 * of the words expected of them, and a text and a picture are compared alike.
 * </ul>
 *
 * Immutable; thread-safe.
 *
 * @param mean   m, [D]
 * @param vision L^T, [D][D]
 * @param words  of each term its a_w and its row of Q multiplied, [V][D]; 0 throughout where pictures do not tell of it
 */
record SpaceReadout(float[] mean, float[][] vision, float[][] words) {

    /** The penalty beside the mean square of a number of v, which has a variance of about 1. */
    private static final double PENALTY = 1e-5;

    private static final double TINY = 1e-12;

    /**
     * Fits to a catalogue.
     *
     * @param width      D
     * @param vision     pooled vision of contents, [N][D]
     * @param texts      numbers of each one's terms
     * @param vocabulary how many numbers of terms there are
     */
    static SpaceReadout fit(int width, List<float[]> vision, List<int[]> texts, int vocabulary) {
        return new Fit(width, vision, texts, vocabulary).readout();
    }

    /** The place in the space {@code visual}, of length 1. */
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
        return atLengthOne(vector);
    }

    /** The place in the space {@code text}, of length 1; null where no term is one that pictures tell of. */
    float @Nullable [] text(int[] terms) {
        float[] vector = new float[mean.length];
        Arrays.stream(terms).distinct().forEach(term -> {
            for (int d = 0; d < vector.length; d++) {
                vector[d] += words[term][d];
            }
        });
        return square(vector) < TINY ? null : atLengthOne(vector);
    }

    static float[] atLengthOne(float[] vector) {
        float length = (float) Math.sqrt(Math.max(TINY, square(vector)));
        for (int d = 0; d < vector.length; d++) {
            vector[d] /= length;
        }
        return vector;
    }

    private static double square(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += value * value;
        }
        return sum;
    }

    /** One catalogue being fitted to. */
    private static final class Fit {

        private final int width;
        private final int count;
        private final double[] mean;
        private final double[][] centred;
        private final int[][] texts;
        private final int vocabulary;
        private final DecompositionSolver gram;

        Fit(int width, List<float[]> vision, List<int[]> texts, int vocabulary) {
            this.width = width;
            count = vision.size();
            this.vocabulary = vocabulary;
            this.texts = texts.stream().map(text -> Arrays.stream(text)
                    .filter(term -> term >= TermIndex.SPECIAL).distinct().toArray()).toArray(int[][]::new);
            mean = new double[width];
            for (float[] row : vision) {
                for (int d = 0; d < width; d++) {
                    mean[d] += row[d] / (double) count;
                }
            }
            centred = new double[count][width];
            for (int i = 0; i < count; i++) {
                for (int d = 0; d < width; d++) {
                    centred[i][d] = vision.get(i)[d] - mean[d];
                }
            }
            gram = decomposed(products(centred), PENALTY).getSolver();
        }

        SpaceReadout readout() {
            double[] weights = weights();
            double[][] moments = moments(weights); // of y and v - m, [V][D]
            double[][] coefficients = new double[vocabulary][];
            for (int w = 0; w < vocabulary; w++) {
                coefficients[w] = weights[w] > 0 ? solve(moments[w]) : new double[width];
            }
            RealMatrix root = decomposed(products(coefficients), TINY).getL();
            float[][] vision = new float[width][width];
            for (int i = 0; i < width; i++) {
                for (int j = 0; j <= i; j++) {
                    vision[j][i] = (float) root.getEntry(i, j);
                }
            }
            float[][] words = new float[vocabulary][width];
            for (int w = 0; w < vocabulary; w++) {
                if (weights[w] > 0) {
                    RealVector row = new ArrayRealVector(coefficients[w]);
                    MatrixUtils.solveLowerTriangularSystem(root, row);
                    for (int d = 0; d < width; d++) {
                        words[w][d] = (float) (weights[w] * row.getEntry(d));
                    }
                }
            }
            float[] centre = new float[width];
            for (int d = 0; d < width; d++) {
                centre[d] = (float) mean[d];
            }
            return new SpaceReadout(centre, vision, words);
        }

        /** a of each word: r from the adjusted coefficient of determination of the word's own regression. */
        private double[] weights() {
            double[] ones = new double[vocabulary];
            Arrays.fill(ones, 1);
            int[] frequency = new int[vocabulary];
            for (int[] text : texts) {
                for (int term : text) {
                    frequency[term]++;
                }
            }
            double[][] sums = new double[vocabulary][width];
            for (int i = 0; i < count; i++) {
                for (int term : texts[i]) {
                    add(sums[term], centred[i], 1);
                }
            }
            // With fewer contents than this the adjustment would take all away.
            double adjustment = count > 2 * width ? (count - 1.0) / (count - width - 1) : 1;
            double[] weights = new double[vocabulary];
            for (int w = TermIndex.SPECIAL; w < vocabulary; w++) {
                double all = frequency[w] * (1 - frequency[w] / (double) count);
                if (all > 0) {
                    double explained = dot(solve(sums[w]), sums[w]) / all;
                    double determined = Math.max(0, 1 - (1 - explained) * adjustment);
                    weights[w] = Math.sqrt(determined) * Math.log(count / (double) frequency[w]);
                }
            }
            return weights;
        }

        private double[][] moments(double[] weights) {
            double[][] moments = new double[vocabulary][width];
            for (int i = 0; i < count; i++) {
                double square = 0;
                for (int term : texts[i]) {
                    square += weights[term] * weights[term];
                }
                for (int term : texts[i]) {
                    add(moments[term], centred[i], weights[term] / Math.sqrt(Math.max(TINY, square)));
                }
            }
            return moments;
        }

        /** The x of (v - m)^T (v - m) x = b, with a penalty. */
        private double[] solve(double[] b) {
            return gram.solve(new ArrayRealVector(b, false)).toArray();
        }

        /** X^T X of rows X. */
        private double[][] products(double[][] rows) {
            double[][] products = new double[width][width];
            for (double[] row : rows) {
                for (int i = 0; i < width; i++) {
                    for (int j = 0; j <= i; j++) {
                        products[i][j] += row[i] * row[j];
                    }
                }
            }
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < i; j++) {
                    products[j][i] = products[i][j];
                }
            }
            return products;
        }

        /** Decomposes a matrix after a share of the mean of its diagonal was added to the diagonal. */
        private CholeskyDecomposition decomposed(double[][] matrix, double share) {
            double trace = 0;
            for (int d = 0; d < width; d++) {
                trace += matrix[d][d];
            }
            for (int d = 0; d < width; d++) {
                matrix[d][d] += Math.max(TINY, share * trace / width);
            }
            return new CholeskyDecomposition(
                    new Array2DRowRealMatrix(matrix, false),
                    CholeskyDecomposition.DEFAULT_RELATIVE_SYMMETRY_THRESHOLD, 0);
        }

        private static void add(double[] sum, double[] row, double times) {
            for (int d = 0; d < sum.length; d++) {
                sum[d] += times * row[d];
            }
        }

        private static double dot(double[] one, double[] other) {
            double sum = 0;
            for (int d = 0; d < one.length; d++) {
                sum += one[d] * other[d];
            }
            return sum;
        }
    }
}
