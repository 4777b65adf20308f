package io.graphrecall.evaluation.report;

import io.graphrecall.evaluation.lists.RecallList;
import io.graphrecall.evaluation.metrics.Catalogue;
import io.graphrecall.evaluation.metrics.EcosystemCounter;
import io.graphrecall.evaluation.metrics.EcosystemMetrics;
import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.evaluation.protocol.Question;
import io.graphrecall.schema.DataSet;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Counts the lists of an evaluation, channel by channel, as they are written. Not thread-safe. */
public final class Scores {

    private final Catalogue catalogue;
    private final boolean temporal;
    private final Counters merged;
    private final Map<String, Counters> byChannel = new LinkedHashMap<>();
    private long targets;

    /**
     * @param channels the channels whose lists will come, beside the merged ones
     * @param temporal whether questions have many targets and users without history are a group of their own
     */
    public Scores(List<String> channels, Catalogue catalogue, DataSet.Timestamps timestamps, boolean temporal) {
        this.catalogue = catalogue;
        this.temporal = temporal;
        merged = Counters.of(catalogue, timestamps);
        byChannel.put(EvaluationReport.MERGED, merged);
        channels.forEach(channel -> byChannel.put(channel, Counters.of(catalogue, timestamps)));
    }

    private record Counters(
            RankingMetrics.Counter all,
            RankingMetrics.Counter withHistory,
            RankingMetrics.Counter withoutHistory,
            EcosystemCounter ecosystem) {

        static Counters of(Catalogue catalogue, DataSet.Timestamps timestamps) {
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

    /**
     * Counts the lists of one question.
     *
     * @param lists by channel, {@link EvaluationReport#MERGED} included
     */
    public void add(Question question, Map<String, RecallList> lists) {
        targets += question.targets().size();
        RecallList none = new RecallList(question.userId(), List.of());
        byChannel.forEach((channel, counters) -> counters.add(question, lists.getOrDefault(channel, none)));
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
        Map<String, Map<String, EvaluationReport.Result>> groups = new LinkedHashMap<>();
        groups.put("with_history", results(Counters::withHistory));
        groups.put("without_history", results(Counters::withoutHistory));
        return groups;
    }

    private Map<String, EvaluationReport.Result> results(Function<Counters, RankingMetrics.Counter> group) {
        Map<String, EvaluationReport.Result> results = new LinkedHashMap<>();
        byChannel.forEach((channel, counters) -> results
                .put(channel, EvaluationReport.Result.of(group.apply(counters).metrics(), temporal)));
        return results;
    }

    /** What the lists do to the platform. */
    public Map<String, EcosystemMetrics> ecosystem() {
        Map<String, EcosystemMetrics> metrics = new LinkedHashMap<>();
        byChannel.forEach((channel, counters) -> {
            double exclusive = channel.equals(EvaluationReport.MERGED)
                    ? merged.ecosystem.exclusiveShare()
                    : merged.ecosystem.exclusiveShare(channel);
            metrics.put(channel, counters.ecosystem.metrics(exclusive));
        });
        return metrics;
    }
}
