package io.graphrecall.evaluation.spaces;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Map;

/**
 * How often what lies near in a space, or in one cluster of it, shares labels.
 *
 * @param contents with at least one neighbour
 * @param clusters how large they are
 * @param labels   by label: {@code category_1} for the widest level, {@code attribute.NAME} for a property
 */
public record SpaceAgreement(
        @JsonProperty("contents") long contents,
        @JsonProperty("clusters") Clusters clusters,
        @JsonProperty("labels") Map<String, Label> labels) {

    /**
     * The clusters of a space.
     *
     * @param count    how many there are
     * @param smallest contents of the smallest; the median of an even number is the larger of the two in the middle
     */
    public record Clusters(
            @JsonProperty("count") int count,
            @JsonProperty("smallest") int smallest,
            @JsonProperty("median") int median,
            @JsonProperty("largest") int largest) {

        static final Clusters NONE = new Clusters(0, 0, 0, 0);
    }

    /**
     * One label.
     *
     * @param agreement mean share of a content's nearest ten that have a value of it in common with the content
     * @param chance    the same share among all others of the space
     * @param purity    share of the contents in clusters that have the value that most of their cluster have (Manning,
     *                  Raghavan, Schütze 2008, 16.3)
     * @param majority  the same share were all in one cluster
     * @param contents  with a value of it and at least one neighbour: those that the means go over
     */
    public record Label(
            @JsonProperty("agreement") double agreement,
            @JsonProperty("chance") double chance,
            @JsonProperty("purity") double purity,
            @JsonProperty("majority") double majority,
            @JsonProperty("contents") long contents) {}
}
