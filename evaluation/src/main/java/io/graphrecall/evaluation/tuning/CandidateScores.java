package io.graphrecall.evaluation.tuning;

import java.util.List;

/**
 * The candidates of one question with what each channel scores them: all that is needed to tell where the target would
 * rank under any weights and quotas. Immutable.
 *
 * @param size     how many candidates there are, numbered from 0 up
 * @param target   which of them is the target
 * @param channels in one order for all questions
 */
public record CandidateScores(int size, int target, List<ChannelScores> channels) {

    public CandidateScores {
        channels = List.copyOf(channels);
        if (target < 0 || target >= size) {
            throw new IllegalArgumentException("target " + target + " is none of " + size + " candidates");
        }
    }

    /**
     * The mean over list sizes of the probability that the target is in the list, when candidates of equal score come in
     * random order. A candidate that no channel brings within its quota is in no list.
     */
    double expectedHits(BlendWeights mix, List<Integer> sizes) {
        float[] sums = sums(mix);
        return sums[target] == 0 ? 0 : expectedHits(sums, target, sizes);
    }

    /** What each candidate scores. */
    float[] sums(BlendWeights mix) {
        float[] sums = new float[size];
        for (int channel = 0; channel < channels.size(); channel++) {
            float weight = (float) mix.weights()[channel];
            if (weight != 0) {
                channels.get(channel).addTo(sums, weight, mix.quotas()[channel]);
            }
        }
        return sums;
    }

    /** The same for any scores. */
    static double expectedHits(float[] sums, int target, List<Integer> sizes) {
        float score = sums[target];
        int better = 0;
        int equal = 0;
        for (float other : sums) {
            better += other > score ? 1 : 0;
            equal += other == score ? 1 : 0;
        }
        double hits = 0;
        for (int length : sizes) {
            hits += Math.clamp((length - better) / (double) equal, 0, 1);
        }
        return hits / sizes.size();
    }
}
