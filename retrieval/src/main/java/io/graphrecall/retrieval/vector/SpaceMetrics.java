package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.CsrTable;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Metrics of an embedding space: coverage, neighbour scores, share of contents that are neighbours, cluster sizes. */
final class SpaceMetrics {

    private SpaceMetrics() {}

    static Map<String, Double> of(VectorSpace space) {
        Map<String, Double> metrics = new TreeMap<>();
        CsrTable neighbours = space.neighbours().inMemory();
        int[] sizes = space.clusters().sizes();
        double rows = space.vectors().rows();
        metrics.put("vectors", rows);
        metrics.put("dimensions", (double) space.vectors().dimensions());
        metrics.put("coverage", neighbours.rows() == 0 ? 0 : rows / neighbours.rows());
        metrics.put("neighbours", rows == 0 ? 0 : neighbours.size() / rows);
        metrics.put("nearest_score", meanNearestScore(neighbours));
        metrics.put("neighbour_share", neighbours.rows() == 0 ? 0 : distinctNeighbours(neighbours) / neighbours.rows());
        metrics.put("clusters", (double) sizes.length);
        metrics.put("smallest_cluster", Arrays.stream(sizes).min().orElse(0) * 1.0);
        metrics.put("largest_cluster", Arrays.stream(sizes).max().orElse(0) * 1.0);
        return metrics;
    }

    /** Mean score of the nearest neighbour over the contents that have one. */
    private static double meanNearestScore(CsrTable neighbours) {
        double sum = 0;
        int found = 0;
        for (int row = 0; row < neighbours.rows(); row++) {
            if (neighbours.start(row) < neighbours.end(row)) {
                sum += neighbours.weight(neighbours.start(row));
                found++;
            }
        }
        return found == 0 ? 0 : sum / found;
    }

    /** Number of contents that are a neighbour of another. */
    private static double distinctNeighbours(CsrTable neighbours) {
        return Arrays.stream(neighbours.columnArray()).distinct().count();
    }
}
