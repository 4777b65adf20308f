package io.graphrecall.benchmarks.match;

import io.graphrecall.evaluation.baselines.VectorHitRates;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.schema.BehaviourEvent;
import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Hit rates of nearest-neighbour search from the last content of each user.
 *
 * @param cold contents that were withheld from training
 */
record NearestScores(GraphTables tables, EmbeddingTable vectors, BitSet cold) {

    /** Groups of targets: all, seen in training, and cold. */
    static final String ALL = "all";
    static final String WARM = "warm";
    static final String COLD = "cold";

    /**
     * Returns the hit rates by group of targets and by K, over all contents except those seen. Groups without targets
     * are absent.
     */
    Map<String, Map<Integer, Double>> hitRates(Collection<LastEngagements.Query> queries) {
        Map<String, VectorHitRates> ranks = new TreeMap<>();
        for (LastEngagements.Query query : queries) {
            float[] last = last(query.before());
            List<String> groups = cold.isEmpty()
                    ? List.of(ALL)
                    : List.of(ALL, cold.get(tables.contents().ordinal(query.target().target().key())) ? COLD : WARM);
            groups.forEach(group -> ranks.computeIfAbsent(group, none -> new VectorHitRates(tables, vectors))
                    .add(last, query.asked()));
        }
        Map<String, Map<Integer, Double>> byGroup = new TreeMap<>();
        ranks.forEach((group, groupRanks) -> byGroup.put(group, groupRanks.hitRates()));
        return byGroup;
    }

    /** Returns the vector of the last content with a positive engagement; null if there is none. */
    private float @Nullable [] last(List<BehaviourEvent> before) {
        int last = before.reversed().stream().filter(event -> event.action().positive())
                .mapToInt(event -> tables.contents().ordinal(event.target().key())).filter(content -> content >= 0)
                .findFirst().orElse(-1);
        return last < 0 ? null : vectors.vectorOf(last);
    }
}
