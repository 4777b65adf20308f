package io.graphrecall.evaluation.variants;

import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.gnn.deepmatch.MatchParameters;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hit rates of one variant over several trainings, each with its own seed.
 *
 * @param seeds     number of trainings
 * @param hitRate   by list size: mean over the trainings
 * @param deviation by list size: sample standard deviation between the trainings; 0 for a single one
 * @param steps     maximum gradient steps of a training
 * @param seconds   median duration of a training
 */
public record VariantScores(
        int seeds,
        SortedMap<Integer, Double> hitRate,
        SortedMap<Integer, Double> deviation,
        int steps,
        double seconds) {

    /**
     * Summarises results.
     *
     * @param results    results of one variant, at least one
     * @param parameters parameters of their trainings
     */
    static VariantScores of(List<VariantResult> results, MatchParameters parameters) {
        SortedMap<Integer, Double> means = new TreeMap<>();
        SortedMap<Integer, Double> deviations = new TreeMap<>();
        for (int size : RankingMetrics.SIZES) {
            double[] rates = results.stream().mapToDouble(result -> result.test().getOrDefault(size, 0.0)).toArray();
            means.put(size, StatUtils.mean(rates));
            deviations.put(size, new StandardDeviation().evaluate(rates));
        }
        double[] seconds = results.stream().mapToDouble(VariantResult::seconds).toArray();
        int steps = results.stream().mapToInt(result -> result.epochs()
                * Math.ceilDiv(
                        Math.min(result.samples(), parameters.objective().maxSamplesPerEpoch()),
                        parameters.schedule().batchSize()))
                .max().orElseThrow();
        return new VariantScores(results.size(), means, deviations, steps, StatUtils.percentile(seconds, 50));
    }
}
