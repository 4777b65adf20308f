package io.graphrecall.evaluation.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphrecall.evaluation.spaces.CrossModalScores;
import io.graphrecall.evaluation.spaces.SpaceAgreement;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * Figures of an evaluation of a data set without behaviour, in the structure of {@code report.json}.
 *
 * @param contents   contents in the data set
 * @param generation id of the evaluated generation
 * @param seconds    duration of the evaluation, including load and build
 * @param spaces     label agreement by embedding space
 * @param crossModal cross-modal retrieval scores; null without a multimodal encoder
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SpaceReport(
        String dataset,
        long seed,
        long contents,
        String generation,
        double seconds,
        Map<String, SpaceAgreement> spaces,
        @Nullable CrossModalScores crossModal) {}
