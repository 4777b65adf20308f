package io.graphrecall.evaluation.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphrecall.evaluation.spaces.CrossModal;
import io.graphrecall.evaluation.spaces.SpaceAgreement;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What an evaluation can tell of a data set without behaviour, as it stands in {@code report.json}: of its vector spaces
 * only.
 *
 * @param seconds    how long the evaluation took, loading and building included
 * @param spaces     by name
 * @param crossModal how often texts find pictures; null where there is no multimodal encoder
 */
public record SpaceReport(
        @JsonProperty("dataset") String dataset,
        @JsonProperty("seed") long seed,
        @JsonProperty("contents") long contents,
        @JsonProperty("generation") String generation,
        @JsonProperty("seconds") double seconds,
        @JsonProperty("spaces") Map<String, SpaceAgreement> spaces,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("cross_modal") @Nullable CrossModal crossModal) {}
