package io.graphrecall.evaluation.tuning;

/**
 * What one channel adds to the candidates of one question at a weight of 1, under any of several quotas. Immutable; the
 * arrays are owned by this record and must not be changed.
 *
 * @param candidates the candidates it returned, in the order of its list
 * @param scores     for each, at the largest quota
 * @param limits     by quota: how many candidates take part
 * @param scales     by quota: what the scores are multiplied with
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

    /** With one quota, under which all candidates take part. */
    static ChannelScores whole(int[] candidates, float[] scores) {
        return new ChannelScores(candidates, scores, new int[] {candidates.length}, new float[] {1});
    }

    /** Adds a multiple of the scores under one of the quotas. */
    void addTo(float[] sums, float weight, int quota) {
        float scaled = weight * scales[quota];
        for (int i = 0; i < limits[quota]; i++) {
            sums[candidates[i]] += scaled * scores[i];
        }
    }
}
