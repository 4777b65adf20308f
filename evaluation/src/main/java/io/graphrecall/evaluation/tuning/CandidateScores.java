package io.graphrecall.evaluation.tuning;

import io.graphrecall.evaluation.metrics.RankingMetrics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Candidates of one request with the score of each channel: all that is needed to rank the target under any weights.
 * Immutable.
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

    /** Returns the mean hit rate over all requests, averaged over list sizes; those without scores are misses. */
    static double meanHitRate(double[] weights, List<CandidateScores> scores, int requests) {
        return Arrays.stream(hits(weights, scores)).sum() / Math.max(1, requests);
    }

    /** Returns the expected hit rate of each request, averaged over list sizes. */
    static double[] hits(double[] weights, List<CandidateScores> scores) {
        double[] each = new double[scores.size()];
        IntStream.range(0, each.length).parallel().forEach(i -> {
            CandidateScores request = scores.get(i);
            each[i] = expectedHits(request.sums(weights), request.target, RankingMetrics.SIZES);
        });
        return each;
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
