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

    @Test
    void ratesOfSeveralSeedsHaveTheirDeviations() {
        assertThat(ReportLines.table("channel", List.of(
                ReportLines.row("merged", Map.of(10, 0.25, 30, 0.3, 50, 0.4, 100, 0.5),
                        Map.of(10, 0.01, 30, 0.02, 50, 0.03, 100, 0.004)),
                ReportLines.row("random list", Map.of(10, 0.1, 30, 0.3, 50, 0.5, 100, 1.0), Map.of()))))
                .containsExactly(
                        "channel      HR@10            HR@30            HR@50            HR@100",
                        "merged       0.2500 ± 0.0100  0.3000 ± 0.0200  0.4000 ± 0.0300  0.5000 ± 0.0040",
                        "random list  0.1000           0.3000           0.5000           1.0000");
    }
}
