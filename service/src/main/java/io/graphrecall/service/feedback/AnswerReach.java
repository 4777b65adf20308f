package io.graphrecall.service.feedback;

import java.util.Map;

/**
 * Counts of the recent answers of a member that have one content.
 *
 * @param answers  answers that the member remembers
 * @param reached  those with the content
 * @param channels those with the content by each channel that returned it, by the channel's id
 */
public record AnswerReach(int answers, int reached, Map<String, Integer> channels) {}
