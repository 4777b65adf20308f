package io.graphrecall.evaluation.report;

import io.graphrecall.blend.fit.Interval;
import io.graphrecall.evaluation.metrics.Bootstrap;
import io.graphrecall.evaluation.metrics.CatalogueFacts;
import io.graphrecall.evaluation.metrics.Ranks;
import io.graphrecall.evaluation.metrics.ValueBuckets;
import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.schema.DataSet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/** Groups of test requests by user history, target popularity and target age. Not thread-safe. */
final class RequestGroups {

    static final String HISTORY = "history";
    static final String POPULARITY = "target_popularity";
    static final String AGE = "target_age";

    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private final CatalogueFacts catalogue;
    private final boolean realTimestamps;
    /** Request ordinals by kind of group and label. */
    private final Map<String, Map<String, BitSet>> members = new LinkedHashMap<>();
    private int requests;

    RequestGroups(CatalogueFacts catalogue, DataSet.Timestamps timestamps) {
        this.catalogue = catalogue;
        this.realTimestamps = timestamps == DataSet.Timestamps.REAL;
        members.put(HISTORY, emptyGroups(ValueBuckets.COUNTS));
        members.put(POPULARITY, emptyGroups(ValueBuckets.COUNTS));
        if (realTimestamps) {
            members.put(AGE, emptyGroups(ValueBuckets.DAYS));
        }
    }

    private static Map<String, BitSet> emptyGroups(ValueBuckets ranges) {
        Map<String, BitSet> groups = new LinkedHashMap<>();
        ranges.labels().forEach(label -> groups.put(label, new BitSet()));
        return groups;
    }

    void add(EvaluationRequest request) {
        String target = request.targets().getFirst();
        put(HISTORY, ValueBuckets.COUNTS.label(request.history()));
        put(POPULARITY, ValueBuckets.COUNTS.label(catalogue.positives(target)));
        if (realTimestamps) {
            long days = catalogue.publishedAt(target).isEmpty()
                    ? ValueBuckets.UNKNOWN
                    : Math.floorDiv(request.at() - catalogue.publishedAt(target).getAsLong(), DAY_MS);
            put(AGE, ValueBuckets.DAYS.label(days));
        }
        requests++;
    }

    private void put(String kind, String label) {
        Objects.requireNonNull(Objects.requireNonNull(members.get(kind)).get(label)).set(requests);
    }

    /** Returns the non-empty groups by kind, with the hit rates of the given lists. */
    Map<String, List<EvaluationReport.Group>> hitRates(Ranks ranks, List<String> lists, long seed) {
        Map<String, List<EvaluationReport.Group>> splits = new LinkedHashMap<>();
        members.forEach((kind, byLabel) -> {
            List<EvaluationReport.Group> groups = new ArrayList<>();
            byLabel.forEach((label, requests) -> {
                if (!requests.isEmpty()) {
                    groups.add(group(label, ranks.select(lists, requests), seed));
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
        return new EvaluationReport.Group(label, ranks.requests(), hitRate);
    }
}
