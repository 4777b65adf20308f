package io.graphrecall.evaluation.description;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Map;

/**
 * Description of a data set.
 *
 * @param simulated      true for a simulated world, whose figures are no evidence about a real platform
 * @param fingerprint    fingerprint of its files
 * @param historyOverlap overlap of new engagements with the features of the user's history
 * @param vocabularies   overlap of item and content vocabularies by kind of feature; empty without items
 */
public record DataDescription(
        boolean simulated,
        String fingerprint,
        @JsonProperty("unlike_past") HistoryOverlap historyOverlap,
        Map<String, Vocabulary> vocabularies) {

    /**
     * Share of positive engagements without a feature in common with the user's history. Content-based channels cannot
     * retrieve their targets.
     *
     * @param historyLength maximum number of previous events per engagement, without impressions
     * @param positives     first positive engagements of a user with a content, each with at least one previous event
     * @param nothingShared share of these that have no category, attribute, tag or term in common with the previous events
     * @param notShared     share of these without a common feature, by kind of feature
     */
    public record HistoryOverlap(
            @JsonProperty("past") int historyLength,
            long positives,
            double nothingShared,
            Map<String, Double> notShared) {}

    /** Number of distinct features of contents, of items and of both. */
    public record Vocabulary(long contents, long items, long both) {}
}
