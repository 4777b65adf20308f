package io.graphrecall.blend.fit;

/**
 * Scores that one channel adds to the candidates of one request at a weight of 1. Immutable; the arrays belong to this
 * record and must not be changed.
 *
 * @param candidates slots of the returned candidates, in the order of the channel's list
 * @param scores     score of each
 */
public record ChannelScores(int[] candidates, float[] scores) {

    public ChannelScores {
        if (scores.length != candidates.length) {
            throw new IllegalArgumentException(candidates.length + " candidates have " + scores.length + " scores");
        }
    }
}
