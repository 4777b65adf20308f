package io.graphrecall.evaluation.tuning;

import java.util.List;

/**
 * The candidates of one question with what each channel scores them: all that is needed to tell where the target would
 * rank under any weights. Immutable; the arrays are owned by this record and must not be changed.
 *
 * @param size       how many candidates there are, numbered from 0 up
 * @param target     which of them is the target
 * @param candidates by channel: the candidates it returned
 * @param scores     by channel: at least as many scores, in the same order
 */
public record CandidateScores(int size, int target, int[][] candidates, float[][] scores) {

    public CandidateScores {
        if (target < 0 || target >= size) {
            throw new IllegalArgumentException("target " + target + " is none of " + size + " candidates");
        }
        for (int channel = 0; channel < candidates.length; channel++) {
            if (scores[channel].length < candidates[channel].length) {
                throw new IllegalArgumentException("channel " + channel + " has " + candidates[channel].length
                        + " candidates and " + scores[channel].length + " scores");
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
        for (int length : sizes) {
            sum += Math.clamp((length - better) / (double) equal, 0, 1);
        }
        return sum / sizes.size();
    }

    private float[] fuse(double[] weights) {
        float[] fused = new float[size];
        for (int channel = 0; channel < candidates.length; channel++) {
            float weight = (float) weights[channel];
            if (weight != 0) {
                int[] returned = candidates[channel];
                float[] scored = scores[channel];
                for (int i = 0; i < returned.length; i++) {
                    fused[returned[i]] += weight * scored[i];
                }
            }
        }
        return fused;
    }
}
