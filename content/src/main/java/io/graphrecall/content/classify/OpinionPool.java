package io.graphrecall.content.classify;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Combines the distributions of two classifiers by a log-linear pool (Genest and Zidek 1986):
 * P(path) ~ P_first(path)^first x P_second(path)^second. The exponents are fitted by the likelihood of records that
 * neither classifier has seen, so that the pooled probabilities are calibrated, although both classifiers describe the
 * same record.
 *
 * @param first  exponent of the first classifier, at least 0
 * @param second exponent of the second classifier, at least 0
 */
public record OpinionPool(double first, double second) {

    /** The geometric mean. */
    public static final OpinionPool EQUAL = new OpinionPool(0.5, 0.5);

    /** Candidate exponents. */
    private static final double[] EXPONENTS = {0, 0.25, 0.5, 0.75, 1, 1.25};

    /** Probability of a path that a classifier does not know. */
    private static final double UNKNOWN = 1e-4;

    /**
     * A record that neither classifier has seen.
     *
     * @param path its category
     */
    public record Example(CategoryDistribution first, CategoryDistribution second, List<String> path) {}

    /** Fits the exponents. Without examples, the pool is {@link #EQUAL}. */
    public static OpinionPool fit(List<Example> examples) {
        OpinionPool best = EQUAL;
        double highest = logLikelihood(best, examples);
        for (double first : EXPONENTS) {
            for (double second : EXPONENTS) {
                OpinionPool candidate = new OpinionPool(first, second);
                double logLikelihood = logLikelihood(candidate, examples);
                if (logLikelihood > highest) {
                    best = candidate;
                    highest = logLikelihood;
                }
            }
        }
        return best;
    }

    private static double logLikelihood(OpinionPool pool, List<Example> examples) {
        return examples.stream().mapToDouble(example -> Math.log(Math.max(
                UNKNOWN, pool.of(example.first(), example.second()).probability(example.path())))).sum();
    }

    /** Returns the pooled distribution over the paths of both. */
    public CategoryDistribution of(CategoryDistribution one, CategoryDistribution other) {
        Set<List<String>> all = new LinkedHashSet<>(one.paths().keySet());
        all.addAll(other.paths().keySet());
        Map<List<String>, Double> pooled = LinkedHashMap.newLinkedHashMap(all.size());
        double sum = 0;
        for (List<String> path : all) {
            double product = Math.pow(Math.max(UNKNOWN, one.probability(path)), first)
                    * Math.pow(Math.max(UNKNOWN, other.probability(path)), second);
            pooled.put(path, product);
            sum += product;
        }
        double total = sum;
        pooled.replaceAll((path, product) -> product / total);
        return new CategoryDistribution(pooled);
    }
}
