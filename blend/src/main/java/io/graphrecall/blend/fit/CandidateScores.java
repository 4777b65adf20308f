package io.graphrecall.blend.fit;

import java.util.List;

/**
 * Candidates of one request with the score of each channel: all that is needed to rank the target under any weights.
 * Immutable.
 *
 * @param size     number of candidates; their slots are 0 to size - 1
 * @param target   slot of the target
 * @param channels scores by channel, in the same order for all requests
 */
public record CandidateScores(int size, int target, List<ChannelScores> channels)
        implements
            ConditionalLogit.Request {

    /** List sizes of hit rates. */
    public static final List<Integer> SIZES = List.of(10, 30, 50, 100);

    public CandidateScores {
        channels = List.copyOf(channels);
        if (target < 0 || target >= size) {
            throw new IllegalArgumentException("target " + target + " is not among " + size + " candidates");
        }
    }

    /** Returns the score of each channel by candidate. */
    @Override
    public float[] rows() {
        float[] rows = new float[size * channels.size()];
        for (int channel = 0; channel < channels.size(); channel++) {
            ChannelScores scores = channels.get(channel);
            for (int i = 0; i < scores.candidates().length; i++) {
                rows[scores.candidates()[i] * channels.size() + channel] = scores.scores()[i];
            }
        }
        return rows;
    }

    /** Returns the weighted sum of the channels' scores by candidate. */
    float[] sums(double[] weights) {
        float[] sums = new float[size];
        for (int channel = 0; channel < channels.size(); channel++) {
            ChannelScores scores = channels.get(channel);
            float weight = (float) weights[channel];
            for (int i = 0; i < scores.candidates().length; i++) {
                sums[scores.candidates()[i]] += weight * scores.scores()[i];
            }
        }
        return sums;
    }

    /** Returns the expected hit rate of the target, averaged over list sizes. Equal scores come in random order. */
    static double expectedHits(float[] scores, int target) {
        float score = scores[target];
        int better = 0;
        int equal = 0;
        for (float other : scores) {
            better += other > score ? 1 : 0;
            equal += other == score ? 1 : 0;
        }
        double hits = 0;
        for (int length : SIZES) {
            hits += Math.clamp((length - better) / (double) equal, 0, 1);
        }
        return hits / SIZES.size();
    }
}
