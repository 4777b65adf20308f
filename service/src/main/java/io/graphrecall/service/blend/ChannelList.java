package io.graphrecall.service.blend;

import io.graphrecall.service.channel.ChannelAnswer;

/** What a channel recalled and what part it has in the answer. */
public record ChannelList(String id, ChannelAnswer answer, ChannelShare share) {

    /** How many candidates take part. */
    public int size() {
        return Math.min(answer.size(), share.quota());
    }

    /** The root of the sum of squares of the scores that take part. */
    double length() {
        double squares = 0;
        for (int rank = 0; rank < size(); rank++) {
            double score = answer.scores()[rank];
            squares += score * score;
        }
        return Math.sqrt(squares);
    }
}
