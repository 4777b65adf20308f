package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.evaluation.metrics.EcosystemMetrics;
import io.graphrecall.evaluation.report.EvaluationReport;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class ReportLinesTest {

    @Test
    void listsWithoutAnyContentAreNamed() {
        EcosystemMetrics some = new EcosystemMetrics(3, 0.1, 0, 0, null, 0, 0, 0);
        EcosystemMetrics none = new EcosystemMetrics(0, 0, 0, 0, null, 0, 0, 0);

        assertThat(ReportLines.empty(Map.of("tag", none, "merged", some, "query2v", none)))
                .containsExactly("query2v", "tag");
    }

    @Test
    void theBlendOfTheMergedListIsNamed() {
        EvaluationReport.Tuning tuning = new EvaluationReport.Tuning(
                "learned", Map.of(), Map.of(), 1_380, 0.2, 0.1, List.of(), List.of());

        assertThat(ReportLines.blend(tuning))
                .isEqualTo("Blend of merged: learned, selected on 1,380 validation requests");
    }
}
