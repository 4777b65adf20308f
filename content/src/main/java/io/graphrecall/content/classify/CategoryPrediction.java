package io.graphrecall.content.classify;

import java.util.List;

/**
 * Predicted category.
 *
 * @param path   predicted levels from the top down; empty if no category is the most probable
 * @param scores P(path up to this level) by level; non-increasing
 * @param source source of the prediction
 */
public record CategoryPrediction(List<String> path, List<Float> scores, Source source) {

    public CategoryPrediction {
        path = List.copyOf(path);
        scores = List.copyOf(scores);
        if (path.size() != scores.size()) {
            throw new IllegalArgumentException("A category of " + path.size() + " levels needs as many scores, but has "
                    + scores.size());
        }
    }

    /** Returns the levels whose score is at least {@code minScore}, from the top down. */
    public List<String> confidentPath(double minScore) {
        int levels = 0;
        while (levels < path.size() && scores.get(levels) >= minScore) {
            levels++;
        }
        return path.subList(0, levels);
    }
}
