package io.graphrecall.evaluation.metrics;

import io.graphrecall.evaluation.lists.RecallList;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How well lists hold their targets. A target that is not in its list is a miss. Hit rate, NDCG and MRR look at the
 * first target of each question, recall at all of them.
 *
 * @param questions how many lists were counted
 * @param hitRate   by list size: the share of questions whose first target is among the first so many
 * @param ndcg      by list size: the mean of 1 / log2(rank + 1)
 * @param mrr       the mean of 1 / rank over whole lists
 * @param recall    by list size: the mean share of a question's targets that are among the first so many
 */
public record RankingMetrics(
        long questions,
        SortedMap<Integer, Double> hitRate,
        SortedMap<Integer, Double> ndcg,
        double mrr,
        SortedMap<Integer, Double> recall) {

    /** The list sizes that reports tell. */
    public static final List<Integer> SIZES = List.of(10, 30, 50, 100);

    public RankingMetrics {
        hitRate = Collections.unmodifiableSortedMap(new TreeMap<>(hitRate));
        ndcg = Collections.unmodifiableSortedMap(new TreeMap<>(ndcg));
        recall = Collections.unmodifiableSortedMap(new TreeMap<>(recall));
    }

    /** The mean hit rate over all list sizes: what tuning maximises. */
    public double meanHitRate() {
        return hitRate.values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    /** Takes lists one by one. Not thread-safe. */
    public static final class Counter {

        private final long[] hits = new long[SIZES.size()];
        private final double[] gain = new double[SIZES.size()];
        private final double[] found = new double[SIZES.size()];
        private double reciprocalRanks;
        private long questions;

        /** Counts a list against the targets of its question, the first of them first. */
        public void add(List<String> targets, RecallList list) {
            questions++;
            int first = list.rank(targets.getFirst());
            if (first > 0) {
                reciprocalRanks += 1.0 / first;
            }
            int[] ranks = targets.stream().mapToInt(list::rank).toArray();
            for (int i = 0; i < hits.length; i++) {
                int size = SIZES.get(i);
                if (first > 0 && first <= size) {
                    hits[i]++;
                    gain[i] += 1 / (Math.log(first + 1.0) / Math.log(2));
                }
                int within = 0;
                for (int rank : ranks) {
                    within += rank > 0 && rank <= size ? 1 : 0;
                }
                found[i] += (double) within / ranks.length;
            }
        }

        /** The metrics of all lists counted so far; zeros where there was none. */
        public RankingMetrics metrics() {
            SortedMap<Integer, Double> hitRate = new TreeMap<>();
            SortedMap<Integer, Double> ndcg = new TreeMap<>();
            SortedMap<Integer, Double> recall = new TreeMap<>();
            double all = Math.max(1, questions);
            for (int i = 0; i < hits.length; i++) {
                hitRate.put(SIZES.get(i), hits[i] / all);
                ndcg.put(SIZES.get(i), gain[i] / all);
                recall.put(SIZES.get(i), found[i] / all);
            }
            return new RankingMetrics(questions, hitRate, ndcg, reciprocalRanks / all, recall);
        }
    }
}
