package io.graphrecall.retrieval.similar;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Matrix of nodes by the concatenated features of several spaces. An entry is feature weight x inverse document
 * frequency x relevance x weight of the space. Rows have length 1.
 */
final class FeatureMatrix {

    private FeatureMatrix() {}

    /** Features of the nodes in one space. */
    private record Part(FeatureTables tables, CsrTable nodes, double spaceWeight) {

        double weight(int entry) {
            int feature = nodes.column(entry);
            return spaceWeight * tables.idf()[feature] * tables.relevance()[feature] * nodes.weight(entry);
        }
    }

    /**
     * Builds the matrix.
     *
     * @param spaces weights of the feature spaces; absent spaces are skipped
     * @param side   selects contents or items of the tables
     */
    static CsrTable of(
            Map<FeatureSpace, FeatureTables> features,
            Map<FeatureSpace, Double> spaces,
            Function<FeatureTables, CsrTable> side) {
        List<Part> parts = new ArrayList<>();
        int columns = 0;
        // The order of the spaces is fixed: the length of a vector depends on it in the last digits.
        for (FeatureSpace space : FeatureSpace.values()) {
            FeatureTables tables = features.get(space);
            Double weight = spaces.get(space);
            if (tables != null && weight != null) {
                parts.add(new Part(tables, side.apply(tables), weight));
                columns += tables.index().size();
            }
        }
        CsrTable.Builder matrix = CsrTable.builder(columns);
        int rows = parts.isEmpty() ? 0 : parts.getFirst().nodes().rows();
        for (int row = 0; row < rows; row++) {
            double norm = norm(parts, row);
            int columnOffset = 0;
            for (Part part : parts) {
                for (int entry = part.nodes().start(row); entry < part.nodes().end(row); entry++) {
                    double weight = part.weight(entry) / norm;
                    if (weight > 0) {
                        matrix.add(columnOffset + part.nodes().column(entry), (float) weight);
                    }
                }
                columnOffset += part.tables().index().size();
            }
            matrix.endRow();
        }
        return matrix.build();
    }

    private static double norm(List<Part> parts, int row) {
        double squares = 0;
        for (Part part : parts) {
            for (int entry = part.nodes().start(row); entry < part.nodes().end(row); entry++) {
                double weight = part.weight(entry);
                squares += weight * weight;
            }
        }
        return Math.sqrt(squares);
    }
}
