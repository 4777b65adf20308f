package io.graphrecall.evaluation.tuning;

/**
 * Scores that one channel adds to the candidates of one request at a weight of 1, under each quota of its
 * {@link QuotaGrid}. Immutable; the arrays belong to this record and must not be changed.
 *
 * @param candidates slots of the returned candidates, in the order of the channel's list
 * @param scores     score of each, under the largest quota
 * @param limits     by quota: number of candidates that take part
 * @param scales     by quota: factor for the scores
 */
public record ChannelScores(int[] candidates, float[] scores, int[] limits, float[] scales) {

    public ChannelScores {
        if (scores.length < candidates.length || limits.length != scales.length) {
            throw new IllegalArgumentException(candidates.length + " candidates have " + scores.length
                    + " scores, " + limits.length + " quotas have " + scales.length + " scales");
        }
        for (int limit : limits) {
            if (limit < 0 || limit > candidates.length) {
                throw new IllegalArgumentException(limit + " of " + candidates.length + " candidates take part");
            }
        }
    }

    /** Returns scores with one quota, under which all candidates take part. */
    static ChannelScores uncut(int[] candidates, float[] scores) {
        return new ChannelScores(candidates, scores, new int[] {candidates.length}, new float[] {1});
    }

    /** Adds the scores under one quota, times a weight, to the sums of all candidates. */
    void addTo(float[] sums, float weight, int quota) {
        float scaled = weight * scales[quota];
        for (int i = 0; i < limits[quota]; i++) {
            sums[candidates[i]] += scaled * scores[i];
        }
    }
}
