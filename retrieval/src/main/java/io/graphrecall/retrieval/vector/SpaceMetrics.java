package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.CsrTable;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Measures a space: how many contents have a vector, how near neighbours are, how evenly they are spread. */
final class SpaceMetrics {

    private SpaceMetrics() {}

    static Map<String, Double> of(VectorSpace space) {
        Map<String, Double> metrics = new TreeMap<>();
        CsrTable neighbours = space.neighbours();
        int[] sizes = space.clusters().sizes();
        double rows = space.vectors().rows();
        metrics.put("vectors", rows);
        metrics.put("dimensions", (double) space.vectors().dimensions());
        metrics.put("coverage", neighbours.rows() == 0 ? 0 : rows / neighbours.rows());
        metrics.put("neighbours", rows == 0 ? 0 : neighbours.size() / rows);
        metrics.put("nearest_score", nearest(neighbours));
        metrics.put("neighbour_share", neighbours.rows() == 0 ? 0 : reached(neighbours) / neighbours.rows());
        metrics.put("clusters", (double) sizes.length);
        metrics.put("smallest_cluster", Arrays.stream(sizes).min().orElse(0) * 1.0);
        metrics.put("largest_cluster", Arrays.stream(sizes).max().orElse(0) * 1.0);
        return metrics;
    }

    /** The mean score of the nearest neighbour, of contents that have one. */
    private static double nearest(CsrTable neighbours) {
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

    /** How many contents are a neighbour of any other. */
    private static double reached(CsrTable neighbours) {
        return Arrays.stream(neighbours.columnArray()).distinct().count();
    }
}
