package io.graphrecall.evaluation.run;

import io.graphrecall.evaluation.lists.ListRecall;
import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.evaluation.report.EvaluationReport;
import io.graphrecall.evaluation.report.EvaluationReport.Stratum;
import io.graphrecall.pipeline.RecallPipeline;
import io.graphrecall.pipeline.RecallResult;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.parallel.OrderedExecutor;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Measures scene {@code search} on the targets that users found by a search. */
final class SearchEvaluation {

    private static final String SCENE = "search";
    /** Rank of a target in an empty list. It is a miss. */
    static final int EMPTY = -1;

    private SearchEvaluation() {}

    /**
     * Returns the hit rates of the merged list and of the channels that returned something; null without searches.
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
        List<Map<String, Integer>> ranks = new ArrayList<>();
        progress.begin("Recalling for searches", searches.size());
        new OrderedExecutor().run(
                searches.entrySet().iterator(),
                search -> ranks(search.getKey(), recall.recall(
                        search.getKey().userId(), Instant.ofEpochMilli(search.getKey().at()), SCENE,
                        search.getValue())),
                next -> {
                    ranks.add(next);
                    progress.advance(1);
                });
        progress.end(Counts.of(searches.size(), "request"));
        return hitRates(ranks);
    }

    /** Returns the hit rates of each list that is not empty for all requests, and of the merged one. */
    static Map<String, Stratum> hitRates(List<Map<String, Integer>> ranks) {
        Map<String, Stratum> hitRates = new LinkedHashMap<>();
        for (String list : ranks.getFirst().keySet()) {
            int[] ofList = ranks.stream().mapToInt(request -> request.getOrDefault(list, EMPTY)).toArray();
            if (list.equals(EvaluationReport.MERGED) || Arrays.stream(ofList).anyMatch(rank -> rank != EMPTY)) {
                RankingMetrics.Counter counter = new RankingMetrics.Counter();
                Arrays.stream(ofList).forEach(counter::add);
                hitRates.put(list, new Stratum(ranks.size(), counter.metrics().hitRate()));
            }
        }
        return hitRates;
    }

    /** Returns the rank of the first target from 1, 0 for a miss or {@link #EMPTY}, by list. */
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
        if (contents.length == 0) {
            return EMPTY;
        }
        return IntStream.range(0, contents.length)
                .filter(rank -> result.contentId(channel, rank).equals(target)).findFirst().orElse(-1) + 1;
    }
}
