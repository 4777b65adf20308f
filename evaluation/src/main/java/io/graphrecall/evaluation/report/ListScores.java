package io.graphrecall.evaluation.report;

import io.graphrecall.evaluation.lists.RecallList;
import io.graphrecall.evaluation.metrics.Bootstrap;
import io.graphrecall.evaluation.metrics.CatalogueFacts;
import io.graphrecall.evaluation.metrics.EcosystemCounter;
import io.graphrecall.evaluation.metrics.EcosystemMetrics;
import io.graphrecall.evaluation.metrics.Interval;
import io.graphrecall.evaluation.metrics.OverlapCounter;
import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.evaluation.metrics.Ranks;
import io.graphrecall.evaluation.protocol.Question;
import io.graphrecall.schema.DataSet;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/** Counts the lists of an evaluation, channel by channel, as they are written. Not thread-safe. */
public final class ListScores {

    private final CatalogueFacts catalogue;
    private final boolean temporal;
    private final List<String> channels;
    private final List<String> written;
    private final EcosystemCounter merged;
    private final Map<String, Counters> byList = new LinkedHashMap<>();
    private final OverlapCounter overlap;
    private final QuestionGroups groups;
    private final Ranks ranks;
    private final Map<String, Integer> exclusiveHits = new HashMap<>();
    private long targets;

    /**
     * @param channels the channels whose lists will come, beside the merged ones
     * @param rivals   the names of lists of which only ranks will come
     * @param temporal whether questions have many targets and users without history are a group of their own
     */
    public ListScores(
            List<String> channels,
            List<String> rivals,
            CatalogueFacts catalogue,
            DataSet.Timestamps timestamps,
            boolean temporal) {
        this.catalogue = catalogue;
        this.temporal = temporal;
        this.channels = List.copyOf(channels);
        written = with(List.of(EvaluationReport.MERGED), channels);
        written.forEach(list -> byList.put(list, Counters.of(catalogue, timestamps)));
        merged = of(EvaluationReport.MERGED).ecosystem;
        overlap = new OverlapCounter(written);
        groups = new QuestionGroups(catalogue, timestamps);
        ranks = new Ranks(with(written, rivals));
    }

    private static List<String> with(List<String> first, List<String> more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(more);
        return all;
    }

    private record Counters(
            RankingMetrics.Counter all,
            RankingMetrics.Counter withHistory,
            RankingMetrics.Counter withoutHistory,
            EcosystemCounter ecosystem) {

        static Counters of(CatalogueFacts catalogue, DataSet.Timestamps timestamps) {
            return new Counters(
                    new RankingMetrics.Counter(),
                    new RankingMetrics.Counter(),
                    new RankingMetrics.Counter(),
                    new EcosystemCounter(catalogue, timestamps));
        }

        void add(Question question, RecallList list) {
            all.add(question.targets(), list);
            (question.hasHistory() ? withHistory : withoutHistory).add(question.targets(), list);
            ecosystem.add(list, question.at());
        }
    }

    private Counters of(String list) {
        Counters counters = byList.get(list);
        if (counters == null) {
            throw new IllegalArgumentException("there is no list '" + list + "'");
        }
        return counters;
    }

    /**
     * Counts the lists of one question.
     *
     * @param lists      by channel, {@link EvaluationReport#MERGED} included
     * @param rivalRanks the rank of the first target in the other lists, of those that hold it
     */
    public void add(Question question, Map<String, RecallList> lists, Map<String, Integer> rivalRanks) {
        targets += question.targets().size();
        String target = question.targets().getFirst();
        RecallList none = new RecallList(question.userId(), List.of());
        Map<String, Integer> rankOf = new HashMap<>(rivalRanks);
        byList.forEach((name, counters) -> {
            RecallList list = lists.getOrDefault(name, none);
            counters.add(question, list);
            rankOf.put(name, list.rank(target));
        });
        ranks.add(rankOf);
        groups.add(question);
        overlap.add(lists);
        lists.getOrDefault(EvaluationReport.MERGED, none).contents().stream()
                .filter(entry -> entry.contentId().equals(target) && entry.channels().size() == 1)
                .forEach(entry -> exclusiveHits.merge(entry.channels().getFirst(), 1, Integer::sum));
    }

    /** How many contents were asked for so far. */
    public long targets() {
        return targets;
    }

    /** How many contents there are. */
    public long contents() {
        return catalogue.size();
    }

    /** How well the lists hold the targets. */
    public Map<String, EvaluationReport.Result> results() {
        return results(Counters::all);
    }

    /** The same by group of users, or null where the protocol has no groups. */
    public @Nullable Map<String, Map<String, EvaluationReport.Result>> groups() {
        if (!temporal) {
            return null;
        }
        Map<String, Map<String, EvaluationReport.Result>> byGroup = new LinkedHashMap<>();
        byGroup.put("with_history", results(Counters::withHistory));
        byGroup.put("without_history", results(Counters::withoutHistory));
        return byGroup;
    }

    private Map<String, EvaluationReport.Result> results(Function<Counters, RankingMetrics.Counter> group) {
        Map<String, EvaluationReport.Result> results = new LinkedHashMap<>();
        byList.forEach((list, counters) -> results
                .put(list, EvaluationReport.Result.of(group.apply(counters).metrics(), temporal)));
        return results;
    }

    /** What the lists do to the platform. */
    public Map<String, EcosystemMetrics> ecosystem() {
        Map<String, EcosystemMetrics> metrics = new LinkedHashMap<>();
        byList.forEach((list, counters) -> metrics.put(list, counters.ecosystem.metrics(
                list.equals(EvaluationReport.MERGED) ? merged.exclusiveShare() : merged.exclusiveShare(list))));
        return metrics;
    }

    /** By list and other list: the share of what the one holds that the other holds too. */
    public Map<String, Map<String, Double>> overlap() {
        return overlap.overlap();
    }

    /** The hit rates of groups of questions. */
    public Map<String, List<EvaluationReport.Group>> splits(long seed) {
        return groups.hitRates(ranks, written, seed);
    }

    /** Draws users, for {@link #intervals}, {@link #comparisons} and {@link #contribution}. */
    public Bootstrap bootstrap(long seed) {
        return new Bootstrap(ranks, seed);
    }

    /** How sure the hit rates of all lists are. */
    public EvaluationReport.Intervals intervals(Bootstrap bootstrap) {
        Map<String, SortedMap<Integer, Interval>> hitRate = new LinkedHashMap<>();
        ranks.lists().forEach(list -> hitRate.put(list, bootstrap.hitRate(list)));
        return new EvaluationReport.Intervals(Bootstrap.LEVEL, Bootstrap.RESAMPLES, hitRate);
    }

    /** The comparisons that every report makes. */
    public Map<String, EvaluationReport.Comparison> comparisons(Bootstrap bootstrap) {
        int largest = RankingMetrics.SIZES.getLast();
        String best = channels.stream().max(Comparator.comparingDouble(channel -> ranks.hitRate(channel, largest)))
                .orElse(EvaluationReport.MERGED);
        Map<String, EvaluationReport.Comparison> comparisons = new LinkedHashMap<>();
        comparisons.put(EvaluationReport.MERGED_OVER_BEST, comparison(bootstrap, best));
        comparisons.put(
                EvaluationReport.TUNED_OVER_EQUAL, comparison(bootstrap, EvaluationReport.EQUAL_WEIGHTS));
        if (learned()) {
            comparisons.put(
                    EvaluationReport.LEARNED_OVER_WEIGHTED, comparison(bootstrap, EvaluationReport.WEIGHTED));
        }
        return comparisons;
    }

    /** Whether the merged lists are those of a learned blend. */
    private boolean learned() {
        return ranks.lists().contains(EvaluationReport.WEIGHTED);
    }

    private static EvaluationReport.Comparison comparison(Bootstrap bootstrap, String over) {
        return new EvaluationReport.Comparison(
                EvaluationReport.MERGED, over, bootstrap.difference(EvaluationReport.MERGED, over));
    }

    /** What each channel brings that the others do not. */
    public Map<String, EvaluationReport.Contribution> contribution(Bootstrap bootstrap) {
        long found = Math.round(
                ranks.hitRate(EvaluationReport.MERGED, RankingMetrics.SIZES.getLast()) * ranks.questions());
        Map<String, EvaluationReport.Contribution> contribution = new LinkedHashMap<>();
        channels.forEach(channel -> contribution.put(channel, new EvaluationReport.Contribution(
                merged.exclusiveShare(channel),
                exclusiveHits.getOrDefault(channel, 0) / (double) Math.max(1, found),
                bootstrap.difference(EvaluationReport.MERGED, EvaluationReport.without(channel)))));
        return contribution;
    }

    /** By channel: how much higher the hit rate of fitted weights is than that of weights fitted without the channel. */
    public Map<String, SortedMap<Integer, Interval>> ablation(Bootstrap bootstrap) {
        Map<String, SortedMap<Integer, Interval>> ablation = new LinkedHashMap<>();
        String whole = learned() ? EvaluationReport.WEIGHTED : EvaluationReport.MERGED;
        channels.stream().filter(channel -> ranks.lists().contains(EvaluationReport.fittedWithout(channel)))
                .forEach(channel -> ablation.put(channel, bootstrap.difference(
                        whole, EvaluationReport.fittedWithout(channel))));
        return ablation;
    }
}
