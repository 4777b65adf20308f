package io.graphrecall.evaluation.tuning;

import java.util.List;

/**
 * Candidates of one request with the score of each channel: all that is needed to rank the target under any weights and
 * quotas. Immutable.
 *
 * @param size     number of candidates; their slots are 0 to size - 1
 * @param target   slot of the target
 * @param channels scores by channel, in the same order for all requests
 */
public record CandidateScores(int size, int target, List<ChannelScores> channels) {

    public CandidateScores {
        channels = List.copyOf(channels);
        if (target < 0 || target >= size) {
            throw new IllegalArgumentException("target " + target + " is not among " + size + " candidates");
        }
    }

    /**
     * Returns the expected hit rate of the target, averaged over list sizes. Candidates with equal scores come in random
     * order. A candidate outside the quota of every channel is in no list.
     */
    double expectedHits(BlendWeights blend, List<Integer> sizes) {
        float[] sums = sums(blend);
        return sums[target] == 0 ? 0 : expectedHits(sums, target, sizes);
    }

    private float[] sums(BlendWeights blend) {
        float[] sums = new float[size];
        for (int channel = 0; channel < channels.size(); channel++) {
            float weight = (float) blend.weights()[channel];
            if (weight != 0) {
                channels.get(channel).addTo(sums, weight, blend.quotas()[channel]);
            }
        }
        return sums;
    }

    /** Returns the same for given scores of all candidates. */
    static double expectedHits(float[] scores, int target, List<Integer> sizes) {
        float score = scores[target];
        int better = 0;
        int equal = 0;
        for (float other : scores) {
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
