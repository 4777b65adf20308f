package io.graphrecall.evaluation.run;

import io.graphrecall.blend.fit.BlendTuning;
import io.graphrecall.evaluation.lists.FullQuotaRecall;
import io.graphrecall.evaluation.lists.FullQuotaResult;
import io.graphrecall.evaluation.lists.ListWriter;
import io.graphrecall.evaluation.lists.RecallList;
import io.graphrecall.evaluation.lists.TargetRanks;
import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.evaluation.protocol.Split;
import io.graphrecall.evaluation.report.EvaluationReport;
import io.graphrecall.evaluation.report.ExampleUser;
import io.graphrecall.evaluation.report.ListScores;
import io.graphrecall.home.RecallHome;
import io.graphrecall.pipeline.GenerationRecall;
import io.graphrecall.pipeline.state.StateReader;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.OrderedExecutor;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Recalls for the test requests of an evaluation. */
record TestRecall(EvaluationOptions options, Tuning tuning, Progress progress) {

    /** Scores of the lists of the test requests, targets that these exclude, hit rates of searches, and example lists. */
    record Lists(
            ListScores scores, SortedMap<String, Long> excludedTargets,
            @Nullable Map<String, EvaluationReport.Stratum> searches, List<ExampleUser> examples) {}

    /**
     * Recalls for the test requests, and writes and scores the lists.
     *
     * @param linearRanks ranks of the targets by a linear ranker, by user; null without one
     */
    Lists run(
            RecallHome home, SplitDataSet data, BlendTuning.Tuned tuned,
            @Nullable Map<String, Integer> linearRanks) {
        Set<Split.Part> known = options.fit() == Fit.STRICT ? SplitDataSet.STRICT : SplitDataSet.REFIT;
        List<EvaluationRequest> requests = data.split().test();
        Map<EvaluationRequest, BehaviourEvent> targets = data.targetEvents();
        try (GenerationRecall opened = home.recall(tuning.settings(home).with(tuned.blend()), Clock.systemUTC())) {
            FullQuotaRecall recall = new FullQuotaRecall(opened.pipeline(), Tuning.LIST_SIZE);
            List<String> channels = List.copyOf(recall(recall, requests.getFirst()).channels().keySet());
            BlendAblation ablation = new BlendAblation(
                    tuned.blend(), tuned.weighted(), channels, tuned.ablations());
            List<String> rankOnly = new ArrayList<>(ablation.names());
            if (linearRanks != null) {
                rankOnly.add(EvaluationReport.LINEAR_RANKER);
            }
            ListScores scores = new ListScores(
                    channels, rankOnly, data.catalogue(known), data.folder().dataSet().timestamps(),
                    data.protocol() == DataSet.Protocol.TEMPORAL, data.strata(targets));
            List<String> names = new ArrayList<>(channels);
            names.addFirst(EvaluationReport.MERGED);
            SortedMap<String, Long> excluded = new TreeMap<>();
            progress.begin("Recalling for the test", requests.size());
            try (ListFiles files = new ListFiles(options.lists(), names);
                    ListWriter<TargetRanks> ranks = ListWriter.to(options.ranks())) {
                new OrderedExecutor().run(
                        requests.iterator(),
                        request -> TestResult.of(request, recall(recall, request), ablation),
                        result -> {
                            files.write(result.request.userId(), result.lists);
                            Map<String, Integer> rankOnlyRanks = rankOnlyRanks(result, linearRanks);
                            scores.add(result.request, result.lists, rankOnlyRanks);
                            ranks.write(result.ranks(rankOnlyRanks));
                            result.exclusions.forEach(reason -> excluded.merge(reason, 1L, Long::sum));
                            progress.advance(1);
                        });
                files.commit();
                ranks.commit();
            }
            progress.end(Counts.of(requests.size(), "request"));
            return new Lists(
                    scores, excluded, SearchEvaluation.hitRates(opened.pipeline(), targets, progress),
                    ExampleLists.of(requests, recall, new StateReader(home.graph()), data.folder()));
        }
    }

    /** Returns the ranks within the size of a list, by name of a list that only has ranks. */
    private static Map<String, Integer> rankOnlyRanks(
            TestResult result, @Nullable Map<String, Integer> linearRanks) {
        Map<String, Integer> ranks = new HashMap<>(result.ablationRanks);
        Integer linear = linearRanks == null
                ? null
                : linearRanks.get(result.request.userId());
        if (linear != null && linear <= Tuning.LIST_SIZE) {
            ranks.put(EvaluationReport.LINEAR_RANKER, linear);
        }
        return ranks;
    }

    private static FullQuotaResult recall(FullQuotaRecall recall, EvaluationRequest request) {
        return recall.recall(request.userId(), Instant.ofEpochMilli(request.at()));
    }

    /**
     * Lists of a test request.
     *
     * @param lists         by channel, and the merged list
     * @param ablationRanks ranks of the first target, by blend of the ablation
     * @param exclusions    reasons of the targets that cannot be recalled, one per target
     */
    private record TestResult(
            EvaluationRequest request, Map<String, RecallList> lists, Map<String, Integer> ablationRanks,
            List<String> exclusions) {

        static TestResult of(EvaluationRequest request, FullQuotaResult result, BlendAblation ablation) {
            Map<String, RecallList> lists = new LinkedHashMap<>(result.channels());
            lists.put(EvaluationReport.MERGED, result.merged());
            return new TestResult(request, lists, ablation.ranks(result, request.targets().getFirst()),
                    request.targets().stream().flatMap(target -> result.exclusion(target).stream()).toList());
        }

        /** Returns the ranks in the lists of {@link EvaluationReport#results}. */
        TargetRanks ranks(Map<String, Integer> rankOnlyRanks) {
            String target = request.targets().getFirst();
            Map<String, Integer> ranks = new HashMap<>();
            lists.forEach((list, recalled) -> ranks.put(list, recalled.rank(target)));
            ranks.values().removeIf(rank -> rank == 0);
            Optional.ofNullable(rankOnlyRanks.get(EvaluationReport.LINEAR_RANKER))
                    .ifPresent(rank -> ranks.put(EvaluationReport.LINEAR_RANKER, rank));
            return new TargetRanks(request.userId(), target, ranks);
        }
    }
}
