package io.graphrecall.evaluation.report;

import io.graphrecall.evaluation.metrics.Bootstrap;
import io.graphrecall.evaluation.metrics.CatalogueFacts;
import io.graphrecall.evaluation.metrics.Interval;
import io.graphrecall.evaluation.metrics.Ranges;
import io.graphrecall.evaluation.metrics.Ranks;
import io.graphrecall.evaluation.protocol.Question;
import io.graphrecall.schema.DataSet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Which questions are alike: in how much is known of the user, and in how known and how old the target is. */
final class QuestionGroups {

    static final String HISTORY = "history";
    static final String POPULARITY = "target_popularity";
    static final String AGE = "target_age";

    private final CatalogueFacts catalogue;
    private final boolean realTimes;
    /** By what groups are made of and label: the questions, counted from 0. */
    private final Map<String, Map<String, BitSet>> members = new LinkedHashMap<>();
    private int questions;

    QuestionGroups(CatalogueFacts catalogue, DataSet.Timestamps timestamps) {
        this.catalogue = catalogue;
        this.realTimes = timestamps == DataSet.Timestamps.REAL;
        members.put(HISTORY, empty(Ranges.COUNTS));
        members.put(POPULARITY, empty(Ranges.COUNTS));
        if (realTimes) {
            members.put(AGE, empty(Ranges.DAYS));
        }
    }

    private static Map<String, BitSet> empty(Ranges ranges) {
        Map<String, BitSet> groups = new LinkedHashMap<>();
        ranges.labels().forEach(label -> groups.put(label, new BitSet()));
        return groups;
    }

    void add(Question question) {
        String target = question.targets().getFirst();
        put(HISTORY, Ranges.COUNTS.label(question.history()));
        put(POPULARITY, Ranges.COUNTS.label(catalogue.positives(target)));
        if (realTimes) {
            long days = catalogue.publishedAt(target).isEmpty()
                    ? -1
                    : Duration.ofMillis(question.at() - catalogue.publishedAt(target).getAsLong()).toDays();
            put(AGE, Ranges.DAYS.label(days));
        }
        questions++;
    }

    private void put(String kind, String label) {
        members.getOrDefault(kind, Map.of()).getOrDefault(label, new BitSet()).set(questions);
    }

    /** The groups that have questions, with the hit rates of some lists. */
    Map<String, List<EvaluationReport.Group>> hitRates(Ranks ranks, List<String> lists, long seed) {
        Map<String, List<EvaluationReport.Group>> splits = new LinkedHashMap<>();
        members.forEach((kind, byLabel) -> {
            List<EvaluationReport.Group> groups = new ArrayList<>();
            byLabel.forEach((label, chosen) -> {
                if (!chosen.isEmpty()) {
                    groups.add(group(label, ranks.select(lists, chosen), seed));
                }
            });
            splits.put(kind, groups);
        });
        return splits;
    }

    private static EvaluationReport.Group group(String label, Ranks ranks, long seed) {
        Bootstrap bootstrap = new Bootstrap(ranks, seed);
        Map<String, SortedMap<Integer, Interval>> hitRate = new LinkedHashMap<>();
        ranks.lists().forEach(list -> hitRate.put(list, bootstrap.hitRate(list)));
        return new EvaluationReport.Group(label, ranks.questions(), hitRate);
    }
}
