package io.graphrecall.service.feedback;

import java.util.List;

/**
 * Counts of the recent answers of a member that have one content.
 *
 * @param answers  answers that the member remembers
 * @param reached  those with the content
 * @param channels the channels that returned it, in the order of their ids
 */
public record AnswerReach(int answers, int reached, List<Channel> channels) {

    /** @param reached answers with the content that the channel returned */
    public record Channel(String id, int reached) {}
}
