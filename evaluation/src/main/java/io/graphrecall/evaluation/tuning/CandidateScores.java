package io.graphrecall.evaluation.tuning;

import java.util.List;

/**
 * The candidates of one question with what each channel scores them: all that is needed to tell where the target would
 * rank under any weights. Immutable; the arrays are owned by this record and must not be changed.
 *
 * @param scores [channels, candidates], 0 where a channel lacks a candidate
 * @param target which candidate is the target
 */
public record CandidateScores(float[][] scores, int target) {

    public CandidateScores {
        for (float[] row : scores) {
            if (target < 0 || target >= row.length) {
                throw new IllegalArgumentException("target " + target + " is none of " + row.length + " candidates");
            }
        }
    }

    /**
     * The mean over list sizes of the probability that the target is in the list, when channels weigh so much and
     * candidates of equal score come in random order.
     */
    double expectedHits(double[] weights, List<Integer> sizes) {
        float[] fused = fuse(weights);
        float score = fused[target];
        int better = 0;
        int equal = 0;
        for (float other : fused) {
            better += other > score ? 1 : 0;
            equal += other == score ? 1 : 0;
        }
        double sum = 0;
        for (int size : sizes) {
            sum += Math.clamp((size - better) / (double) equal, 0, 1);
        }
        return sum / sizes.size();
    }

    /** The sum of the channels' scores, weighted, for each candidate; what no channel scores is left at 0. */
    private float[] fuse(double[] weights) {
        float[] fused = new float[scores[0].length];
        for (int channel = 0; channel < scores.length; channel++) {
            float weight = (float) weights[channel];
            if (weight != 0) {
                float[] row = scores[channel];
                for (int i = 0; i < fused.length; i++) {
                    fused[i] += weight * row[i];
                }
            }
        }
        return fused;
    }
}
