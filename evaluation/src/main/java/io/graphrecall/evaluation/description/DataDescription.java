package io.graphrecall.evaluation.description;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Map;

/**
 * What a data set is like.
 *
 * @param simulated    whether it is a simulated world: no figure measured on it is evidence about a real platform
 * @param fingerprint  of its files
 * @param unlike       how often users turn to something else than before
 * @param vocabularies by category, attribute, tag and term: how far what is said of items is said of contents; empty without items
 */
public record DataDescription(
        @JsonProperty("simulated") boolean simulated,
        @JsonProperty("fingerprint") String fingerprint,
        @JsonProperty("unlike_past") UnlikePast unlike,
        @JsonProperty("vocabularies") Map<String, Vocabulary> vocabularies) {

    /**
     * How many first positive engagements with a content share nothing with what the user did before: what no channel that
     * goes by meaning can find.
     *
     * @param past      how many of the user's previous events are looked at; impressions are none
     * @param positives first positive engagements of a user with a content that had any such event before
     * @param nothing   share of them that share neither category, attribute, tag nor term with any of those events
     * @param without   the same of category, attribute, tag and term alone
     */
    public record UnlikePast(
            @JsonProperty("past") int past,
            @JsonProperty("positives") long positives,
            @JsonProperty("nothing_shared") double nothing,
            @JsonProperty("not_shared") Map<String, Double> without) {}

    /** How many different values are said of contents, of items, and of both. */
    public record Vocabulary(
            @JsonProperty("contents") long contents,
            @JsonProperty("items") long items,
            @JsonProperty("both") long both) {}
}
