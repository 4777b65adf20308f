package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.evaluation.report.EvaluationReport;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class ReportLinesTest {

    @Test
    void theBlendOfTheMergedListIsNamed() {
        EvaluationReport.Tuning tuning = new EvaluationReport.Tuning(
                "learned", Map.of(), Map.of(), 1_380, 0.2, 0.1, List.of(), List.of());

        assertThat(ReportLines.blend(tuning))
                .isEqualTo("Blend of merged: learned, selected on 1,380 validation requests");
    }
}
