package io.graphrecall.blend.fit;

import io.graphrecall.blend.BlendModel;
import io.graphrecall.blend.CandidateFeatures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Fits a {@link BlendModel} in two steps. The same seed and requests give the same model. Immutable; thread-safe.
 *
 * <ol>
 * <li>{@link ConditionalLogit} fits the linear weights. The prior is the fitted weighted blend, so that few
 * requests change that blend little.
 * <li>A network is then trained from there: the target should score above {@value #NEGATIVES} other candidates of its
 * request, sampled anew in each epoch. The loss is the cross-entropy of a softmax over these (ListNet, Cao et al. 2007),
 * minimised by Adam (Kingma and Ba 2015) with cosine decay of the step size.
 * </ol>
 */
final class BlendLearner {

    private static final int NEGATIVES = 100;
    private static final int BATCH = 32;
    private static final int EPOCHS = 10;
    /** With few requests, there are more epochs. */
    private static final int MIN_STEPS = 300;
    private static final double STEP = 0.01;
    /**
     * Penalty of the squared weights in the sum of the losses of all requests; with few requests it counts more. Linear
     * weights are pulled towards those of the first step.
     */
    private static final double DECAY = 0.3;
    /** More requests do not improve so few weights. */
    private static final int MAX_REQUESTS = 20_000;
    /** Precision of the prior of a linear weight, times the mean square of its feature where it is not 0. */
    static final double PRIOR = 3;

    private final List<String> channels;
    private final double[] given;
    private final boolean popularity;
    private final int units;
    private final int width;

    /**
     * Creates a learner.
     *
     * @param channels channels in the order of the candidates' features
     * @param given    weights of the channels from before tuning
     */
    BlendLearner(List<String> channels, double[] given, BlendShape shape) {
        this.channels = List.copyOf(channels);
        this.given = given.clone();
        this.popularity = shape.popularity();
        this.units = shape.hiddenUnits();
        this.width = CandidateFeatures.width(channels.size());
    }

    BlendModel fit(List<LabelledCandidates> requests, long seed) {
        Random random = new Random(seed);
        Weights weights = new Weights(linear(requests), random);
        if (units == 0) {
            return weights.model();
        }
        List<LabelledCandidates> order = new ArrayList<>(requests);
        Collections.shuffle(order, random);
        order = new ArrayList<>(order.subList(0, Math.min(MAX_REQUESTS, order.size())));
        int batches = Math.max(1, (order.size() + BATCH - 1) / BATCH);
        int epochs = Math.max(EPOCHS, (MIN_STEPS + batches - 1) / batches);
        int steps = epochs * batches;
        double decay = 2 * DECAY / Math.max(1, order.size());
        int step = 0;
        for (int epoch = 0; epoch < epochs; epoch++) {
            Collections.shuffle(order, random);
            for (int from = 0; from < order.size(); from += BATCH) {
                List<LabelledCandidates> batch = order.subList(from, Math.min(order.size(), from + BATCH));
                batch.forEach(request -> weights.addGradient(request, random));
                weights.step(batch.size(), decay, ++step, STEP * (1 + Math.cos(Math.PI * step / steps)) / 2);
            }
        }
        return weights.model();
    }

    /** Returns linear weights. Those of features that are always 0, or the same for all candidates, are 0. */
    private double[] linear(List<LabelledCandidates> requests) {
        double[] squares = new double[width];
        int[] counts = new int[width];
        for (LabelledCandidates request : requests) {
            float[] rows = request.rows();
            for (int i = 0; i < rows.length; i++) {
                squares[i % width] += rows[i] * rows[i];
                counts[i % width] += rows[i] == 0 ? 0 : 1;
            }
        }
        boolean[] active = new boolean[width];
        double[] precision = new double[width];
        for (int i = 0; i < width; i++) {
            active[i] = counts[i] > 0 && !CandidateFeatures.isCommon(i, channels.size())
                    && (popularity || i < width - 1);
            precision[i] = active[i] ? PRIOR * squares[i] / counts[i] : 1;
        }
        return new ConditionalLogit(requests, active).fit(weighted(requests, active), precision, false);
    }

    /** Returns the weights of the weighted blend, as linear weights. */
    private double[] weighted(List<LabelledCandidates> requests, boolean[] active) {
        double[] prior = new double[width];
        boolean[] scores = new boolean[width];
        for (int channel = 0; channel < given.length; channel++) {
            int column = CandidateFeatures.scoreColumn(channel);
            scores[column] = active[column];
            prior[column] = active[column] ? given[channel] : 0;
        }
        return WeightFit.fit(new ConditionalLogit(requests, scores), prior);
    }

    /** All weights in one array (linear, hidden, bias, output) with gradients and moments. */
    private final class Weights {

        private final int hidden = width;
        private final int bias = hidden + width * units;
        private final int output = bias + units;
        private final double[] values = new double[output + units];
        private final double[] gradients = new double[values.length];
        private final double[] means = new double[values.length];
        private final double[] squares = new double[values.length];
        /** Linear weights of the start. */
        private final double[] linear;
        /** By feature: true if it was ever other than 0. The hidden weights of all other features are 0 in the model. */
        private final boolean[] observed = new boolean[width];
        private final double[][] activations = new double[1 + NEGATIVES][units];

        Weights(double[] linear, Random random) {
            this.linear = linear;
            System.arraycopy(linear, 0, values, 0, width);
            for (int i = hidden; i < bias; i++) {
                values[i] = random.nextGaussian() / Math.sqrt(width);
            }
            for (int i = output; i < values.length; i++) {
                values[i] = random.nextGaussian() / 10;
            }
        }

        void addGradient(LabelledCandidates request, Random random) {
            int size = request.candidates().size();
            if (size < 2) {
                return;
            }
            float[] rows = request.rows();
            int[] starts = new int[1 + NEGATIVES];
            double[] scores = new double[starts.length];
            for (int i = 0; i < starts.length; i++) {
                int other = random.nextInt(size - 1);
                int row = i == 0 ? request.target() : other < request.target() ? other : other + 1;
                starts[i] = row * width;
                rows[starts[i] + width - 1] *= popularity ? 1 : 0;
                scores[i] = score(rows, starts[i], activations[i]);
            }
            softmax(scores);
            scores[0] -= 1;
            for (int i = 0; i < starts.length; i++) {
                addGradient(rows, starts[i], activations[i], scores[i]);
            }
        }

        private double score(float[] rows, int start, double[] activation) {
            System.arraycopy(values, bias, activation, 0, units);
            double score = 0;
            for (int number = 0; number < width; number++) {
                double value = rows[start + number];
                if (value != 0) {
                    score += values[number] * value;
                    for (int unit = 0; unit < units; unit++) {
                        activation[unit] += values[hidden + number * units + unit] * value;
                    }
                }
            }
            for (int unit = 0; unit < units; unit++) {
                activation[unit] /= 1 + Math.abs(activation[unit]);
                score += values[output + unit] * activation[unit];
            }
            return score;
        }

        /** @param slope derivative of the loss by the score of this row */
        private void addGradient(float[] rows, int start, double[] activation, double slope) {
            double[] slopes = new double[units];
            for (int unit = 0; unit < units; unit++) {
                double flatness = 1 - Math.abs(activation[unit]);
                slopes[unit] = slope * values[output + unit] * flatness * flatness;
                gradients[output + unit] += slope * activation[unit];
                gradients[bias + unit] += slopes[unit];
            }
            for (int number = 0; number < width; number++) {
                double value = rows[start + number];
                if (value != 0) {
                    observed[number] = true;
                    gradients[number] += slope * value;
                    for (int unit = 0; unit < units; unit++) {
                        gradients[hidden + number * units + unit] += slopes[unit] * value;
                    }
                }
            }
        }

        void step(int requests, double decay, int step, double size) {
            for (int i = 0; i < values.length; i++) {
                double gradient = gradients[i] / requests + decay * (values[i] - (i < width ? linear[i] : 0));
                means[i] = 0.9 * means[i] + 0.1 * gradient;
                squares[i] = 0.999 * squares[i] + 0.001 * gradient * gradient;
                double mean = means[i] / (1 - Math.pow(0.9, step));
                double square = squares[i] / (1 - Math.pow(0.999, step));
                values[i] -= size * mean / (Math.sqrt(square) + 1e-8);
            }
            Arrays.fill(gradients, 0);
        }

        BlendModel model() {
            float[][] hiddenRows = new float[width][];
            for (int number = 0; number < width; number++) {
                hiddenRows[number] = observed[number] ? floats(hidden + number * units, units) : new float[units];
            }
            return new BlendModel(
                    channels, floats(0, width), hiddenRows, floats(bias, units), floats(output, units));
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
