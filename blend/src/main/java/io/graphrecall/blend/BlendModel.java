package io.graphrecall.blend;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphrecall.retrieval.vector.InnerProducts;

import java.util.Arrays;
import java.util.List;

/**
 * A neural network that scores candidates by their {@link CandidateFeatures}, trained by {@code recall tune} on validation
 * events. It has one hidden layer and a linear term:
 *
 * <pre>
 * s(x) = linear . x + output . softsign(hidden x + bias),   softsign(a) = a / (1 + |a|)
 * </pre>
 *
 * The score is {@code exp(s)} divided by the largest {@code exp(s)} of the request. The model owns the arrays, which must
 * not be changed. Thread-safe.
 *
 * @param channels channels of the training; other channels are ignored
 * @param linear   weights of the linear term {@code [feature]}
 * @param hidden   weights of the hidden layer {@code [feature, unit]}
 * @param bias     biases of the hidden layer {@code [unit]}
 * @param output   weights of the output layer {@code [unit]}
 */
public record BlendModel(
        @JsonProperty("channels") List<String> channels,
        @JsonProperty("linear") float[] linear,
        @JsonProperty("hidden") float[][] hidden,
        @JsonProperty("bias") float[] bias,
        @JsonProperty("output") float[] output) {

    /** Candidates whose outputs are computed together. */
    private static final int BLOCK = 64;

    /** @throws IllegalArgumentException if the sizes of the arrays do not match */
    public BlendModel {
        channels = List.copyOf(channels);
        int width = CandidateFeatures.width(channels.size());
        boolean fits = linear.length == width && hidden.length == width && bias.length == output.length;
        for (float[] row : hidden) {
            fits &= row.length == bias.length;
        }
        if (!fits) {
            throw new IllegalArgumentException("a blend model of " + channels.size() + " channels needs " + width
                    + " linear and hidden weights, and one bias per output weight");
        }
    }

    /** Returns the scores of candidates, each above 0 and at most 1. */
    double[] scores(CandidateFeatures candidates) {
        float[] raw = raw(candidates);
        float highest = Float.NEGATIVE_INFINITY;
        for (float score : raw) {
            highest = Math.max(highest, score);
        }
        double[] scores = new double[raw.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) Math.exp(raw[i] - highest);
        }
        return scores;
    }

    /** Returns {@code s} by candidate. Features that all candidates share are added once, and zeros are skipped. */
    public float[] raw(CandidateFeatures candidates) {
        int width = bias.length;
        float[] common = candidates.common();
        float[] units = bias.clone();
        InnerProducts.add(common, 0, common.length, flat(0, hidden.length), 0, width, units, 0);
        float[] scores = new float[candidates.size()];
        Arrays.fill(scores, dot(linear, 0, common, common.length));
        float[] inputs = new float[scores.length * width];
        for (int slot = 0; slot < scores.length; slot++) {
            System.arraycopy(units, 0, inputs, slot * width, width);
        }
        candidates.forEach(new Sum(scores, inputs));
        addOutputs(inputs, scores);
        return scores;
    }

    /** Adds features of candidates to their scores and to the inputs of their hidden units. */
    private final class Sum implements CandidateFeatures.FeatureConsumer {

        private final float[] scores;
        private final float[] inputs;
        private final int shareColumn = CandidateFeatures.shareColumn(channels.size());
        /** By channel: the weights of its features and of the share of channels, {@code [feature, unit]}. */
        private final float[][] ofChannel = new float[channels.size()][];
        private final float[] ofCandidate = flat(shareColumn + 1, hidden.length);

        Sum(float[] scores, float[] inputs) {
            this.scores = scores;
            this.inputs = inputs;
            int ofList = CandidateFeatures.OF_LIST;
            for (int channel = 0; channel < ofChannel.length; channel++) {
                float[] weights = Arrays.copyOf(
                        flat(channel * ofList, (channel + 1) * ofList), (ofList + 1) * bias.length);
                System.arraycopy(hidden[shareColumn], 0, weights, ofList * bias.length, bias.length);
                ofChannel[channel] = weights;
            }
        }

        @Override
        public void ofList(int slot, int channel, float[] values) {
            int ofList = CandidateFeatures.OF_LIST;
            scores[slot] += dot(linear, channel * ofList, values, ofList);
            scores[slot] += linear[shareColumn] * values[ofList];
            add(values, ofChannel[channel], slot);
        }

        @Override
        public void ofCandidate(int slot, float[] values) {
            scores[slot] += dot(linear, shareColumn + 1, values, values.length);
            add(values, ofCandidate, slot);
        }

        private void add(float[] values, float[] weights, int slot) {
            InnerProducts.add(values, 0, values.length, weights, 0, bias.length, inputs, slot * bias.length);
        }
    }

    /**
     * Adds the outputs of the hidden units to the scores. Computes the terms of several candidates before it adds them, in
     * a loop that the compiler vectorises.
     */
    private void addOutputs(float[] inputs, float[] scores) {
        int width = output.length;
        float[] weights = new float[BLOCK * width];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = output[i % width];
        }
        float[] terms = new float[weights.length];
        for (int first = 0; first < scores.length; first += BLOCK) {
            int count = Math.min(BLOCK, scores.length - first);
            int from = first * width;
            for (int i = 0; i < count * width; i++) {
                float input = inputs[from + i];
                terms[i] = weights[i] * input / (1 + Math.abs(input));
            }
            for (int slot = 0; slot < count; slot++) {
                float score = scores[first + slot];
                for (int unit = 0; unit < width; unit++) {
                    score += terms[slot * width + unit];
                }
                scores[first + slot] = score;
            }
        }
    }

    /** Returns the weights of some hidden inputs, one after another. */
    private float[] flat(int from, int to) {
        float[] flat = new float[(to - from) * bias.length];
        for (int row = from; row < to; row++) {
            System.arraycopy(hidden[row], 0, flat, (row - from) * bias.length, bias.length);
        }
        return flat;
    }

    private static float dot(float[] weights, int from, float[] values, int count) {
        float sum = 0;
        for (int i = 0; i < count; i++) {
            sum += weights[from + i] * values[i];
        }
        return sum;
    }
}
