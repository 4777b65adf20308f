package io.graphrecall.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.evaluation.lists.RecallList;
import io.graphrecall.evaluation.metrics.CatalogueFacts;
import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.schema.DataSet;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

class ListScoresTest {

    @Test
    void theBestOfChannelsThatTieAtTheLargestSizeIsTheOneThatIsBetterAtSmallerSizes() {
        CatalogueFacts.Builder catalogue = new CatalogueFacts.Builder();
        IntStream.range(0, 60).forEach(content -> catalogue.known("c" + content));
        ListScores scores = new ListScores(List.of("last", "first", "middle"), List.of("equal_weights"),
                catalogue.build(), DataSet.Timestamps.ORDER_ONLY, false, Map.of());

        scores.add(new EvaluationRequest("u", 0, List.of("c0"), 0), Map.of(
                "merged", list(0), "last", list(55), "first", list(20), "middle", list(40)), Map.of());

        assertThat(
                Objects.requireNonNull(scores.comparisons(scores.bootstrap(1)).get("merged_over_best_channel")).over())
                .isEqualTo("first");
    }

    /** Returns a list of all contents with the target after some others. */
    private static RecallList list(int before) {
        return new RecallList("u", IntStream.range(0, 60)
                .mapToObj(position -> position < before ? position + 1 : position == before ? 0 : position)
                .map(content -> new RecallList.Entry("c" + content, 1, List.of("last"))).toList());
    }
}
