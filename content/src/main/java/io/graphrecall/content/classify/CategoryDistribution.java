package io.graphrecall.content.classify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Probabilities of the paths of a taxonomy for one record. Immutable; thread-safe.
 *
 * @param paths probability of each full path; the probabilities sum to 1
 */
public record CategoryDistribution(Map<List<String>, Double> paths) {

    public CategoryDistribution {
        paths = Map.copyOf(paths);
    }

    /** Returns the probability of a full path, 0 if it is unknown. */
    public double probability(List<String> path) {
        return paths.getOrDefault(path, 0.0);
    }

    /**
     * Returns the path that follows the most probable child at each level, the first by name of two, and ends where the
     * end of the path is more probable. Empty if that is so at the root.
     */
    public CategoryPrediction prediction(Source source) {
        List<String> path = new ArrayList<>();
        List<Float> scores = new ArrayList<>();
        Map<List<String>, Double> below = paths;
        while (true) {
            int level = path.size();
            Map<String, Double> children = new TreeMap<>();
            Map<List<String>, Double> continued = new LinkedHashMap<>();
            below.forEach((other, probability) -> {
                if (other.size() > level) {
                    children.merge(other.get(level), probability, Double::sum);
                }
            });
            double best = below.getOrDefault(List.copyOf(path), 0.0);
            String child = null;
            for (Map.Entry<String, Double> next : children.entrySet()) {
                if (next.getValue() > best) {
                    best = next.getValue();
                    child = next.getKey();
                }
            }
            if (child == null) {
                return new CategoryPrediction(path, scores, source);
            }
            path.add(child);
            scores.add((float) best);
            String taken = child;
            below.forEach((other, probability) -> {
                if (other.size() > level && other.get(level).equals(taken)) {
                    continued.put(other, probability);
                }
            });
            below = continued;
        }
    }
}
