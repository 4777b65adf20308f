package io.graphrecall.evaluation.spaces;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Map;

/**
 * How often what lies near in a space shares labels.
 *
 * @param contents with at least one neighbour
 * @param labels   by label: {@code category_1} for the widest level, {@code attribute.NAME} for a property
 */
public record SpaceAgreement(
        @JsonProperty("contents") long contents, @JsonProperty("labels") Map<String, Label> labels) {

    /**
     * One label.
     *
     * @param agreement mean share of a content's nearest ten that have a value of it in common with the content
     * @param chance    the same share among all others of the space
     * @param contents  with a value of it and at least one neighbour: those that the means go over
     */
    public record Label(
            @JsonProperty("agreement") double agreement,
            @JsonProperty("chance") double chance,
            @JsonProperty("contents") long contents) {}
}
