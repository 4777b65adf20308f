package io.graphrecall.content.classify;

import java.util.List;

/**
 * A predicted category.
 *
 * @param path   the likeliest levels from the widest down; not empty
 * @param scores P(the path up to this level | text), a level; not rising
 */
public record CategoryPrediction(List<String> path, List<Float> scores) {

    public CategoryPrediction {
        path = List.copyOf(path);
        scores = List.copyOf(scores);
        if (path.isEmpty() || path.size() != scores.size()) {
            throw new IllegalArgumentException("a category of " + path.size() + " levels with " + scores.size()
                    + " scores");
        }
    }

    /** The path down to the narrowest level that is at least so likely; empty where not even the widest is. */
    public List<String> sure(double score) {
        int levels = 0;
        while (levels < path.size() && scores.get(levels) >= score) {
            levels++;
        }
        return path.subList(0, levels);
    }
}
