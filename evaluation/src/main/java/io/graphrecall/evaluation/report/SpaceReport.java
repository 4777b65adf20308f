package io.graphrecall.evaluation.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphrecall.evaluation.spaces.SpaceAgreement;

import java.util.Map;

/**
 * What an evaluation can tell of a data set without behaviour, as it stands in {@code report.json}: of its vector spaces
 * only.
 *
 * @param seconds how long the evaluation took, loading and building included
 * @param spaces  by name
 */
public record SpaceReport(
        @JsonProperty("dataset") String dataset,
        @JsonProperty("seed") long seed,
        @JsonProperty("contents") long contents,
        @JsonProperty("generation") String generation,
        @JsonProperty("seconds") double seconds,
        @JsonProperty("spaces") Map<String, SpaceAgreement> spaces) {}
