package io.graphrecall.evaluation.report;

import io.graphrecall.blend.fit.Interval;
import io.graphrecall.evaluation.lists.RecallList;
import io.graphrecall.evaluation.metrics.Bootstrap;
import io.graphrecall.evaluation.metrics.CatalogueFacts;
import io.graphrecall.evaluation.metrics.EcosystemCounter;
import io.graphrecall.evaluation.metrics.EcosystemMetrics;
import io.graphrecall.evaluation.metrics.OverlapCounter;
import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.evaluation.metrics.Ranks;
import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.schema.DataSet;
import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Scores of the lists of an evaluation, added request by request. Not thread-safe. */
public final class ListScores {

    private final CatalogueFacts catalogue;
    private final boolean temporal;
    private final List<String> channels;
    private final List<String> fullLists;
    private final Map<String, BitSet> strata;
    private final EcosystemCounter merged;
    private final Map<String, Counters> byList = new LinkedHashMap<>();
    private final OverlapCounter overlap;
    private final RequestGroups groups;
    private final Ranks ranks;
    private final Map<String, Integer> exclusiveHits = new HashMap<>();
    private long targets;

    /**
     * @param channels  channels with full lists, in addition to the merged lists
     * @param rankOnly  names of lists of which only the rank of the target is known
     * @param catalogue facts about all contents
     * @param temporal  true if requests have several targets and users are grouped by history
     * @param strata    groups of requests, which are numbered in the order in which they are added
     */
    public ListScores(
            List<String> channels,
            List<String> rankOnly,
            CatalogueFacts catalogue,
            DataSet.Timestamps timestamps,
            boolean temporal,
            Map<String, BitSet> strata) {
        this.catalogue = catalogue;
        this.strata = new LinkedHashMap<>(strata);
        this.temporal = temporal;
        this.channels = List.copyOf(channels);
        Counters ofMerged = new Counters(catalogue, timestamps);
        byList.put(EvaluationReport.MERGED, ofMerged);
        channels.forEach(channel -> byList.put(channel, new Counters(catalogue, timestamps)));
        fullLists = List.copyOf(byList.keySet());
        merged = ofMerged.ecosystem;
        overlap = new OverlapCounter(fullLists);
        groups = new RequestGroups(catalogue, timestamps);
        ranks = new Ranks(Stream.concat(fullLists.stream(), rankOnly.stream()).toList());
    }

    private static final class Counters {

        private final RankingMetrics.Counter all = new RankingMetrics.Counter();
        private final RankingMetrics.Counter withHistory = new RankingMetrics.Counter();
        private final RankingMetrics.Counter withoutHistory = new RankingMetrics.Counter();
        private final EcosystemCounter ecosystem;

        Counters(CatalogueFacts catalogue, DataSet.Timestamps timestamps) {
            ecosystem = new EcosystemCounter(catalogue, timestamps);
        }

        void add(EvaluationRequest request, RecallList list) {
            all.add(request.targets(), list);
            (request.hasHistory() ? withHistory : withoutHistory).add(request.targets(), list);
            ecosystem.add(list, request.at());
        }
    }

    /**
     * Adds the lists of one test request.
     *
     * @param lists         lists by channel, including {@link EvaluationReport#MERGED}
     * @param rankOnlyRanks rank of the first target in each rank-only list that contains it
     */
    public void add(EvaluationRequest request, Map<String, RecallList> lists, Map<String, Integer> rankOnlyRanks) {
        targets += request.targets().size();
        String target = request.targets().getFirst();
        RecallList empty = new RecallList(request.userId(), List.of());
        Map<String, Integer> rankOf = new HashMap<>(rankOnlyRanks);
        byList.forEach((name, counters) -> {
            RecallList list = lists.getOrDefault(name, empty);
            counters.add(request, list);
            rankOf.put(name, list.rank(target));
        });
        ranks.add(rankOf);
        groups.add(request);
        overlap.add(lists);
        lists.getOrDefault(EvaluationReport.MERGED, empty).contents().stream()
                .filter(entry -> entry.contentId().equals(target) && entry.channels().size() == 1)
                .forEach(entry -> exclusiveHits.merge(entry.channels().getFirst(), 1, Integer::sum));
    }

    /** Returns the number of targets of all requests added. */
    public long targets() {
        return targets;
    }

    /** Returns the number of contents in the catalogue. */
    public long contents() {
        return catalogue.size();
    }

    /** Returns the ranking metrics by list. */
    public Map<String, EvaluationReport.Result> results() {
        Map<String, EvaluationReport.Result> results = new LinkedHashMap<>();
        byList.forEach((list, counters) -> results
                .put(list, EvaluationReport.Result.of(counters.all.metrics(), temporal, strata(list))));
        if (ranks.lists().contains(EvaluationReport.LINEAR_RANKER)) {
            results.put(EvaluationReport.LINEAR_RANKER, EvaluationReport.Result.of(
                    ranks.metrics(EvaluationReport.LINEAR_RANKER), false, strata(EvaluationReport.LINEAR_RANKER)));
        }
        return results;
    }

    private @Nullable Map<String, EvaluationReport.Stratum> strata(String list) {
        if (strata.isEmpty()) {
            return null;
        }
        Map<String, EvaluationReport.Stratum> rates = new LinkedHashMap<>();
        strata.forEach((name, members) -> rates.put(name, new EvaluationReport.Stratum(
                members.cardinality(), ranks.select(List.of(list), members).metrics(list).hitRate())));
        return rates;
    }

    /** Returns the ranking metrics by user group and list, null if the protocol has no groups. Groups without requests are left out. */
    public @Nullable Map<String, Map<String, EvaluationReport.Result>> groups() {
        if (!temporal) {
            return null;
        }
        Map<String, Map<String, EvaluationReport.Result>> byGroup = new LinkedHashMap<>();
        byGroup.put("with_history", results(counters -> counters.withHistory));
        byGroup.put("without_history", results(counters -> counters.withoutHistory));
        byGroup.values().removeIf(Map::isEmpty);
        return byGroup;
    }

    private Map<String, EvaluationReport.Result> results(Function<Counters, RankingMetrics.Counter> group) {
        Map<String, EvaluationReport.Result> results = new LinkedHashMap<>();
        byList.forEach((list, counters) -> {
            RankingMetrics metrics = group.apply(counters).metrics();
            if (metrics.requests() > 0) {
                results.put(list, EvaluationReport.Result.of(metrics, temporal, null));
            }
        });
        return results;
    }

    public Map<String, EcosystemMetrics> ecosystem() {
        Map<String, EcosystemMetrics> metrics = new LinkedHashMap<>();
        byList.forEach((list, counters) -> metrics.put(list, counters.ecosystem.metrics(
                list.equals(EvaluationReport.MERGED) ? merged.exclusiveShare() : merged.exclusiveShare(list))));
        return metrics;
    }

    /** Returns the share of the contents of a list that are also in another list, by list and other list. */
    public Map<String, Map<String, Double>> overlap() {
        return overlap.overlap();
    }

    /** Returns the hit rates of groups of test requests, by kind of group. */
    public Map<String, List<EvaluationReport.Group>> splits(long seed) {
        return groups.hitRates(ranks, fullLists, seed);
    }

    /** Returns a bootstrap over users for {@link #intervals}, {@link #comparisons} and {@link #contribution}. */
    public Bootstrap bootstrap(long seed) {
        return new Bootstrap(ranks, seed);
    }

    /** Returns the confidence intervals of the hit rates of all lists. */
    public EvaluationReport.Intervals intervals(Bootstrap bootstrap) {
        Map<String, SortedMap<Integer, Interval>> hitRate = new LinkedHashMap<>();
        ranks.lists().forEach(list -> hitRate.put(list, bootstrap.hitRate(list)));
        return new EvaluationReport.Intervals(Interval.LEVEL, Interval.RESAMPLES, hitRate);
    }

    /** Returns the comparisons of the merged lists with reference lists, by name. */
    public Map<String, EvaluationReport.Comparison> comparisons(Bootstrap bootstrap) {
        String best = channels.stream().max(byHitRate()).orElse(EvaluationReport.MERGED);
        Map<String, EvaluationReport.Comparison> comparisons = new LinkedHashMap<>();
        comparisons.put(EvaluationReport.MERGED_OVER_BEST, comparison(bootstrap, best));
        comparisons.put(
                EvaluationReport.TUNED_OVER_EQUAL, comparison(bootstrap, EvaluationReport.EQUAL_WEIGHTS));
        if (isLearned()) {
            comparisons.put(
                    EvaluationReport.LEARNED_OVER_WEIGHTED, comparison(bootstrap, EvaluationReport.WEIGHTED));
        }
        return comparisons;
    }

    /** Orders channels by the hit rate at the largest list size, and those of equal hit rate by that at smaller ones. */
    private Comparator<String> byHitRate() {
        return RankingMetrics.SIZES.reversed().stream()
                .map(size -> Comparator.comparingDouble((String channel) -> ranks.hitRate(channel, size)))
                .reduce(Comparator::thenComparing).orElseThrow();
    }

    /** Returns true if the merged lists are those of a learned blend. */
    private boolean isLearned() {
        return ranks.lists().contains(EvaluationReport.WEIGHTED);
    }

    private static EvaluationReport.Comparison comparison(Bootstrap bootstrap, String over) {
        return new EvaluationReport.Comparison(
                EvaluationReport.MERGED, over, bootstrap.difference(EvaluationReport.MERGED, over));
    }

    /** Returns the contribution of each channel. */
    public Map<String, EvaluationReport.Contribution> contribution(Bootstrap bootstrap) {
        long hits = Math.round(
                ranks.hitRate(EvaluationReport.MERGED, RankingMetrics.SIZES.getLast()) * ranks.requests());
        Map<String, EvaluationReport.Contribution> contribution = new LinkedHashMap<>();
        channels.forEach(channel -> contribution.put(channel, new EvaluationReport.Contribution(
                merged.exclusiveShare(channel),
                exclusiveHits.getOrDefault(channel, 0) / (double) Math.max(1, hits),
                bootstrap.difference(EvaluationReport.MERGED, EvaluationReport.without(channel)))));
        return contribution;
    }

    /** Returns the hit rate gain over a blend refitted without the channel, by channel and list size. */
    public Map<String, SortedMap<Integer, Interval>> ablation(Bootstrap bootstrap) {
        Map<String, SortedMap<Integer, Interval>> ablation = new LinkedHashMap<>();
        channels.stream().filter(channel -> ranks.lists().contains(EvaluationReport.fittedWithout(channel)))
                .forEach(channel -> ablation.put(channel, bootstrap.difference(
                        EvaluationReport.MERGED, EvaluationReport.fittedWithout(channel))));
        return ablation;
    }
}
