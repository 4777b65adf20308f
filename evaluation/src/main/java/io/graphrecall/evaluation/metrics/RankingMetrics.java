package io.graphrecall.evaluation.metrics;

import io.graphrecall.blend.fit.CandidateScores;
import io.graphrecall.evaluation.lists.RecallList;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Ranking metrics of lists. A target outside its list is a miss. Hit rate, NDCG and MRR use the first target of each
 * request, recall uses all targets.
 *
 * @param requests number of requests
 * @param hitRate  HR@K by list size K: share of requests with the first target among the first K contents
 * @param ndcg     NDCG@K by list size K: mean of 1 / log2(rank + 1), 0 for a miss
 * @param mrr      mean of 1 / rank in the full list, 0 for a miss
 * @param recall   Recall@K by list size K: mean share of the targets of a request among the first K contents
 */
public record RankingMetrics(
        long requests,
        SortedMap<Integer, Double> hitRate,
        SortedMap<Integer, Double> ndcg,
        double mrr,
        SortedMap<Integer, Double> recall) {

    /** List sizes K in reports. */
    public static final List<Integer> SIZES = CandidateScores.SIZES;

    public RankingMetrics {
        hitRate = Collections.unmodifiableSortedMap(new TreeMap<>(hitRate));
        ndcg = Collections.unmodifiableSortedMap(new TreeMap<>(ndcg));
        recall = Collections.unmodifiableSortedMap(new TreeMap<>(recall));
    }

    /** Counter of ranking metrics. Not thread-safe. */
    public static final class Counter {

        private final long[] hits = new long[SIZES.size()];
        private final double[] gainSum = new double[SIZES.size()];
        private final double[] recallSum = new double[SIZES.size()];
        private double reciprocalRankSum;
        private long requests;

        /** Adds the list of a request. Targets are in chronological order. */
        public void add(List<String> targets, RecallList list) {
            add(targets.stream().mapToInt(list::rank).toArray());
        }

        /** Adds the ranks of a request's targets, in chronological order; 0 for a miss. */
        public void add(int... ranks) {
            requests++;
            int first = ranks[0];
            if (first > 0) {
                reciprocalRankSum += 1.0 / first;
            }
            for (int i = 0; i < hits.length; i++) {
                int size = SIZES.get(i);
                if (first > 0 && first <= size) {
                    hits[i]++;
                    gainSum[i] += 1 / (Math.log(first + 1.0) / Math.log(2));
                }
                int targetHits = 0;
                for (int rank : ranks) {
                    targetHits += rank > 0 && rank <= size ? 1 : 0;
                }
                recallSum[i] += (double) targetHits / ranks.length;
            }
        }

        /** Returns the metrics of all added lists; zeros if there are none. */
        public RankingMetrics metrics() {
            SortedMap<Integer, Double> hitRate = new TreeMap<>();
            SortedMap<Integer, Double> ndcg = new TreeMap<>();
            SortedMap<Integer, Double> recall = new TreeMap<>();
            double all = Math.max(1, requests);
            for (int i = 0; i < hits.length; i++) {
                hitRate.put(SIZES.get(i), hits[i] / all);
                ndcg.put(SIZES.get(i), gainSum[i] / all);
                recall.put(SIZES.get(i), recallSum[i] / all);
            }
            return new RankingMetrics(requests, hitRate, ndcg, reciprocalRankSum / all, recall);
        }
    }
}
