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
        float[] rows = new float[candidates.size() * linear.length];
        candidates.fill(rows);
        float[] raw = raw(rows, candidates.size());
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

    /**
     * {@code s} of some rows.
     *
     * @param rows  one after another
     * @param count how many
     */
    public float[] raw(float[] rows, int count) {
        float[] scores = new float[count];
        float[] units = new float[bias.length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(bias, 0, units, 0, units.length);
            float score = 0;
            for (int number = 0; number < linear.length; number++) {
                float value = rows[i * linear.length + number];
                if (value != 0) {
                    score += linear[number] * value;
                    float[] weights = hidden[number];
                    for (int unit = 0; unit < units.length; unit++) {
                        units[unit] += weights[unit] * value;
                    }
                }
            }
            for (int unit = 0; unit < units.length; unit++) {
                score += output[unit] * units[unit] / (1 + Math.abs(units[unit]));
            }
            scores[i] = score;
        }
        return scores;
    }
}
