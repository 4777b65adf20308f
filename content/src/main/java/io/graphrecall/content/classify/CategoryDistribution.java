package io.graphrecall.content.classify;

import java.util.ArrayList;
import java.util.Collections;
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
        // In the given order: a sum depends on it in the last digits, and the order of Map.copyOf differs between processes.
        paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
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
            Map<String, Map<List<String>, Double>> children = new TreeMap<>();
            below.forEach((other, probability) -> {
                if (other.size() > level) {
                    children.computeIfAbsent(other.get(level), name -> new LinkedHashMap<>()).put(other, probability);
                }
            });
            double best = below.getOrDefault(path, 0.0);
            String child = null;
            for (Map.Entry<String, Map<List<String>, Double>> next : children.entrySet()) {
                double probability = next.getValue().values().stream().mapToDouble(Double::doubleValue).sum();
                if (probability > best) {
                    best = probability;
                    child = next.getKey();
                }
            }
            if (child == null) {
                return new CategoryPrediction(path, scores, source);
            }
            path.add(child);
            scores.add((float) best);
            below = children.getOrDefault(child, Map.of());
        }
    }
}
