package io.graphrecall.service.blend;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphrecall.retrieval.vector.InnerProducts;

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
        float[] weights = flat(hidden, bias.length);
        float[] common = candidates.common();
        float[] units = bias.clone();
        InnerProducts.add(common, 0, common.length, weights, 0, units.length, units, 0);
        float commonScore = dot(linear, 0, common);
        float[] scores = new float[candidates.size()];
        float[] inputs = new float[scores.length * units.length];
        for (int slot = 0; slot < scores.length; slot++) {
            scores[slot] = commonScore;
            System.arraycopy(units, 0, inputs, slot * units.length, units.length);
        }
        candidates.forEach((slot, firstColumn, values) -> {
            scores[slot] += dot(linear, firstColumn, values);
            InnerProducts.add(
                    values, 0, values.length, weights, firstColumn * units.length, units.length, inputs,
                    slot * units.length);
        });
        for (int slot = 0; slot < scores.length; slot++) {
            for (int unit = 0; unit < units.length; unit++) {
                float input = inputs[slot * units.length + unit];
                scores[slot] += output[unit] * input / (1 + Math.abs(input));
            }
        }
        return scores;
    }

    private static float[] flat(float[][] rows, int width) {
        float[] flat = new float[rows.length * width];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, flat, row * width, width);
        }
        return flat;
    }

    private static float dot(float[] weights, int from, float[] values) {
        float sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[from + i] * values[i];
        }
        return sum;
    }
}
