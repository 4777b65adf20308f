package io.graphrecall.evaluation.run;

import io.graphrecall.evaluation.lists.ListRecall;
import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.evaluation.report.EvaluationReport;
import io.graphrecall.evaluation.report.EvaluationReport.Stratum;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.parallel.OrderedExecutor;
import io.graphrecall.service.pipeline.RecallPipeline;
import io.graphrecall.service.pipeline.RecallResult;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Measures scene {@code search} on the targets that users found by a search. */
final class SearchEvaluation {

    private static final String SCENE = "search";

    private SearchEvaluation() {}

    /**
     * Returns the hit rates of the merged list and of the channels of the scene; null without searches.
     *
     * @param targets the event of the first target, by test request
     */
    static @Nullable Map<String, Stratum> hitRates(
            RecallPipeline pipeline, Map<EvaluationRequest, BehaviourEvent> targets, Progress progress) {
        Map<EvaluationRequest, QueryText> searches = new LinkedHashMap<>();
        targets.forEach((request, event) -> {
            if (event.query() != null) {
                searches.put(request, event.query());
            }
        });
        if (searches.isEmpty()) {
            return null;
        }
        ListRecall recall = new ListRecall(pipeline, List.of(), Tuning.LIST_SIZE);
        Map<String, RankingMetrics.Counter> counters = new LinkedHashMap<>();
        progress.begin("Recalling for searches", searches.size());
        new OrderedExecutor().run(
                searches.entrySet().iterator(),
                search -> ranks(search.getKey(), recall.recall(
                        search.getKey().userId(), Instant.ofEpochMilli(search.getKey().at()), SCENE,
                        search.getValue())),
                ranks -> {
                    ranks.forEach((list, rank) -> counters
                            .computeIfAbsent(list, none -> new RankingMetrics.Counter()).add(rank));
                    progress.advance(1);
                });
        progress.end(Counts.of(searches.size(), "request"));
        Map<String, Stratum> hitRates = new LinkedHashMap<>();
        counters.forEach((list, counter) -> hitRates.put(
                list, new Stratum(searches.size(), counter.metrics().hitRate())));
        return hitRates;
    }

    /** Returns the rank of the first target from 1, or 0, by list. */
    private static Map<String, Integer> ranks(EvaluationRequest request, RecallResult result) {
        String target = request.targets().getFirst();
        Map<String, Integer> ranks = new LinkedHashMap<>();
        ranks.put(EvaluationReport.MERGED, ListRecall.merged(request.userId(), result).rank(target));
        for (int channel = 0; channel < result.runs().size(); channel++) {
            ranks.put(result.runs().get(channel).channel(), rank(target, result, channel));
        }
        return ranks;
    }

    private static int rank(String target, RecallResult result, int channel) {
        int[] contents = result.runs().get(channel).answer().contents();
        return IntStream.range(0, contents.length)
                .filter(rank -> result.contentId(channel, rank).equals(target)).findFirst().orElse(-1) + 1;
    }
}
