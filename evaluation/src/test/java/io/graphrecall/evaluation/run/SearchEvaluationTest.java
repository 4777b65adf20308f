package io.graphrecall.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.evaluation.report.EvaluationReport.Stratum;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;

class SearchEvaluationTest {

    @Test
    void aChannelThatReturnsNothingForAnySearchIsLeftOut() {
        Map<String, Stratum> hitRates = SearchEvaluation.hitRates(List.of(
                Map.of("merged", 0, "query2v", SearchEvaluation.EMPTY, "deep_match", SearchEvaluation.EMPTY),
                Map.of("merged", 20, "query2v", 5, "deep_match", SearchEvaluation.EMPTY)));

        assertThat(hitRates).containsOnlyKeys("merged", "query2v");
        assertThat(hitRates.values()).extracting(Stratum::requests).containsOnly(2L);
        assertThat(hitRate(hitRates, "query2v")).containsExactly(0.5, 0.5, 0.5, 0.5);
        assertThat(hitRate(hitRates, "merged")).containsExactly(0.0, 0.5, 0.5, 0.5);
    }

    private static Iterable<Double> hitRate(Map<String, Stratum> hitRates, String list) {
        return Objects.requireNonNull(hitRates.get(list)).hitRate().values();
    }

    @Test
    void aMergedListWithoutContentsIsKept() {
        assertThat(SearchEvaluation.hitRates(List.of(Map.of("merged", 0)))).containsOnlyKeys("merged");
    }
}
