package io.graphrecall.service.blend;

import com.fasterxml.jackson.annotation.JsonProperty;

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
        float[] units = bias.clone();
        float common = addCommon(candidates.common(), units);
        float[] scores = new float[candidates.size()];
        float[] inputs = new float[scores.length * units.length];
        for (int slot = 0; slot < scores.length; slot++) {
            scores[slot] = common;
            System.arraycopy(units, 0, inputs, slot * units.length, units.length);
        }
        candidates.forEach((slot, column, value) -> {
            scores[slot] += linear[column] * value;
            add(inputs, slot * units.length, hidden[column], value);
        });
        for (int slot = 0; slot < scores.length; slot++) {
            for (int unit = 0; unit < units.length; unit++) {
                float input = inputs[slot * units.length + unit];
                scores[slot] += output[unit] * input / (1 + Math.abs(input));
            }
        }
        return scores;
    }

    /** Adds a row to the inputs of the hidden units. Returns the linear term. */
    private float addCommon(float[] row, float[] units) {
        float sum = 0;
        for (int column = 0; column < row.length; column++) {
            sum += linear[column] * row[column];
            add(units, 0, hidden[column], row[column]);
        }
        return sum;
    }

    private static void add(float[] sums, int offset, float[] weights, float value) {
        for (int unit = 0; unit < weights.length; unit++) {
            sums[offset + unit] += weights[unit] * value;
        }
    }
}
