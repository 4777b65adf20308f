package io.graphrecall.service.blend;

import io.graphrecall.service.channel.ChannelResult;

/** The result of a channel and its share in the blended list. */
public record ChannelList(String id, ChannelResult answer, ChannelShare share) {

    /** Number of candidates within the quota. */
    public int size() {
        return Math.min(answer.size(), share.quota());
    }

    /** Returns true if the candidate at a rank, from 0, has the score {@link ChannelResult#FILLER}. */
    boolean isFiller(int rank) {
        return answer.scores()[rank] == ChannelResult.FILLER;
    }

    /** Returns the L2 norm of the scores within the quota. */
    double norm() {
        double squares = 0;
        for (int rank = 0; rank < size(); rank++) {
            double score = answer.scores()[rank];
            squares += score * score;
        }
        return Math.sqrt(squares);
    }
}
