package io.graphrecall.evaluation.tuning;

import io.graphrecall.service.blend.BlendModel;
import io.graphrecall.service.blend.CandidateFeatures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Fits a {@link BlendModel}: of the target and {@value #OTHERS} other candidates of its question, drawn anew each time,
 * the target is to have the highest score. The loss is the cross entropy of a softmax over them (ListNet, Cao et al.
 * 2007), minimised by Adam (Kingma and Ba 2015) with a step size that falls by a cosine. The same seed and questions give
 * the same model. Immutable; thread-safe.
 */
final class BlendLearner {

    private static final int UNITS = 16;
    private static final int OTHERS = 100;
    private static final int BATCH = 32;
    private static final int EPOCHS = 10;
    private static final double STEP = 0.01;
    private static final double DECAY = 1e-4;
    /** More questions change nothing that so few weights could tell. */
    private static final int MOST_QUESTIONS = 20_000;

    private final List<String> channels;
    private final boolean popularity;
    private final int width;

    /**
     * @param channels   those that the questions' candidates were looked at by
     * @param popularity whether popularity counts
     */
    BlendLearner(List<String> channels, boolean popularity) {
        this.channels = List.copyOf(channels);
        this.popularity = popularity;
        this.width = CandidateFeatures.width(channels.size());
    }

    BlendModel fit(List<LabelledCandidates> questions, long seed) {
        Random random = new Random(seed);
        Weights weights = new Weights(random);
        List<LabelledCandidates> order = new ArrayList<>(questions);
        Collections.shuffle(order, random);
        order = new ArrayList<>(order.subList(0, Math.min(MOST_QUESTIONS, order.size())));
        int steps = EPOCHS * ((order.size() + BATCH - 1) / BATCH);
        int step = 0;
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            Collections.shuffle(order, random);
            for (int from = 0; from < order.size(); from += BATCH) {
                List<LabelledCandidates> batch = order.subList(from, Math.min(order.size(), from + BATCH));
                batch.forEach(question -> weights.addGradient(question, random));
                weights.step(batch.size(), ++step, STEP * (1 + Math.cos(Math.PI * step / steps)) / 2);
            }
        }
        return weights.model();
    }

    /** All weights in one array, linear ones first, then hidden ones, biases and outputs; with gradients and moments. */
    private final class Weights {

        private final int hidden = width;
        private final int bias = hidden + width * UNITS;
        private final int output = bias + UNITS;
        private final double[] values = new double[output + UNITS];
        private final double[] gradients = new double[values.length];
        private final double[] means = new double[values.length];
        private final double[] squares = new double[values.length];
        /** By number of a row: whether it was ever anything but 0. Of what was not, nothing is known. */
        private final boolean[] met = new boolean[width];
        private final double[][] units = new double[1 + OTHERS][UNITS];

        Weights(Random random) {
            for (int i = hidden; i < bias; i++) {
                values[i] = random.nextGaussian() / Math.sqrt(width);
            }
            for (int i = output; i < values.length; i++) {
                values[i] = random.nextGaussian() / 10;
            }
        }

        void addGradient(LabelledCandidates question, Random random) {
            int size = question.candidates().size();
            if (size < 2) {
                return;
            }
            float[] rows = new float[size * width];
            question.candidates().fill(rows);
            int[] starts = new int[1 + OTHERS];
            double[] scores = new double[starts.length];
            for (int i = 0; i < starts.length; i++) {
                int other = random.nextInt(size - 1);
                int row = i == 0 ? question.target() : other < question.target() ? other : other + 1;
                starts[i] = row * width;
                rows[starts[i] + width - 1] *= popularity ? 1 : 0;
                scores[i] = score(rows, starts[i], units[i]);
            }
            softmax(scores);
            scores[0] -= 1;
            for (int i = 0; i < starts.length; i++) {
                addGradient(rows, starts[i], units[i], scores[i]);
            }
        }

        private double score(float[] rows, int start, double[] softsigns) {
            System.arraycopy(values, bias, softsigns, 0, UNITS);
            double score = 0;
            for (int number = 0; number < width; number++) {
                double value = rows[start + number];
                if (value != 0) {
                    score += values[number] * value;
                    for (int unit = 0; unit < UNITS; unit++) {
                        softsigns[unit] += values[hidden + number * UNITS + unit] * value;
                    }
                }
            }
            for (int unit = 0; unit < UNITS; unit++) {
                softsigns[unit] /= 1 + Math.abs(softsigns[unit]);
                score += values[output + unit] * softsigns[unit];
            }
            return score;
        }

        /** @param slope of the loss by this row's score */
        private void addGradient(float[] rows, int start, double[] softsigns, double slope) {
            double[] slopes = new double[UNITS];
            for (int unit = 0; unit < UNITS; unit++) {
                double flatness = 1 - Math.abs(softsigns[unit]);
                slopes[unit] = slope * values[output + unit] * flatness * flatness;
                gradients[output + unit] += slope * softsigns[unit];
                gradients[bias + unit] += slopes[unit];
            }
            for (int number = 0; number < width; number++) {
                double value = rows[start + number];
                if (value != 0) {
                    met[number] = true;
                    gradients[number] += slope * value;
                    for (int unit = 0; unit < UNITS; unit++) {
                        gradients[hidden + number * UNITS + unit] += slopes[unit] * value;
                    }
                }
            }
        }

        void step(int questions, int step, double size) {
            for (int i = 0; i < values.length; i++) {
                double gradient = gradients[i] / questions + DECAY * values[i];
                means[i] = 0.9 * means[i] + 0.1 * gradient;
                squares[i] = 0.999 * squares[i] + 0.001 * gradient * gradient;
                double mean = means[i] / (1 - Math.pow(0.9, step));
                double square = squares[i] / (1 - Math.pow(0.999, step));
                values[i] -= size * mean / (Math.sqrt(square) + 1e-8);
            }
            Arrays.fill(gradients, 0);
        }

        BlendModel model() {
            float[][] ofUnits = new float[width][];
            for (int number = 0; number < width; number++) {
                ofUnits[number] = floats(hidden + number * UNITS, UNITS);
            }
            float[] linear = floats(0, width);
            for (int number = 0; number < width; number++) {
                if (!met[number]) {
                    linear[number] = 0;
                    ofUnits[number] = new float[UNITS];
                }
            }
            return new BlendModel(channels, linear, ofUnits, floats(bias, UNITS), floats(output, UNITS));
        }

        private float[] floats(int from, int count) {
            float[] floats = new float[count];
            for (int i = 0; i < count; i++) {
                floats[i] = (float) values[from + i];
            }
            return floats;
        }
    }

    private static void softmax(double[] scores) {
        double highest = Arrays.stream(scores).max().orElse(0);
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.exp(scores[i] - highest);
            sum += scores[i];
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] /= sum;
        }
    }
}
