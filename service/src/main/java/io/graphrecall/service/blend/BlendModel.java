package io.graphrecall.service.blend;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.List;

/**
 * A small network that scores candidates by {@link CandidateFeatures}, as {@code recall tune} learned it from validation
 * events: one layer of hidden units beside a linear term,
 *
 * <pre>
 * s(x) = linear . x + output . softsign(hidden x + bias),   softsign(a) = a / (1 + |a|)
 * </pre>
 *
 * The score is {@code exp(s)} over the largest of the request. Immutable by contract: the arrays belong to the model.
 * Thread-safe.
 *
 * @param channels the channels it knows; others do not count
 * @param linear   by number of a row
 * @param hidden   by number of a row and unit
 * @param bias     by unit
 * @param output   by unit
 */
public record BlendModel(
        @JsonProperty("channels") List<String> channels,
        @JsonProperty("linear") float[] linear,
        @JsonProperty("hidden") float[][] hidden,
        @JsonProperty("bias") float[] bias,
        @JsonProperty("output") float[] output) {

    /** @throws IllegalArgumentException where the sizes do not go together */
    public BlendModel {
        channels = List.copyOf(channels);
        int width = CandidateFeatures.width(channels.size());
        boolean fits = linear.length == width && hidden.length == width && bias.length == output.length;
        for (float[] row : hidden) {
            fits &= row.length == bias.length;
        }
        if (!fits) {
            throw new IllegalArgumentException("a model of " + channels.size() + " channels wants " + width
                    + " linear and hidden weights, and as many biases as outputs");
        }
    }

    /** Scores of candidates, each above 0 and at most 1. */
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

    /** {@code s} of candidates. What they have in common is summed up once, and of the rest only what is not 0. */
    public float[] raw(CandidateFeatures candidates) {
        float[] units = bias.clone();
        float common = addCommon(candidates.common(), units);
        float[] scores = new float[candidates.size()];
        float[] inputs = new float[scores.length * units.length];
        for (int slot = 0; slot < scores.length; slot++) {
            scores[slot] = common;
            System.arraycopy(units, 0, inputs, slot * units.length, units.length);
        }
        candidates.each((slot, number, value) -> {
            scores[slot] += linear[number] * value;
            add(inputs, slot * units.length, hidden[number], value);
        });
        for (int slot = 0; slot < scores.length; slot++) {
            for (int unit = 0; unit < units.length; unit++) {
                float input = inputs[slot * units.length + unit];
                scores[slot] += output[unit] * input / (1 + Math.abs(input));
            }
        }
        return scores;
    }

    /** Adds to the units' inputs; returns the linear part. */
    private float addCommon(float[] row, float[] units) {
        float sum = 0;
        for (int number = 0; number < row.length; number++) {
            sum += linear[number] * row[number];
            add(units, 0, hidden[number], row[number]);
        }
        return sum;
    }

    private static void add(float[] sums, int at, float[] weights, float value) {
        for (int unit = 0; unit < weights.length; unit++) {
            sums[at + unit] += weights[unit] * value;
        }
    }
}
