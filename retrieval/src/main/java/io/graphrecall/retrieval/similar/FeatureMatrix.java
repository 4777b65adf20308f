package io.graphrecall.retrieval.similar;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;

import java.util.Map;
import java.util.function.Function;

/**
 * Matrix of nodes by the concatenated features of several spaces. An entry is feature weight x inverse document
 * frequency x relevance x weight of the space. Rows have length 1.
 */
final class FeatureMatrix {

    private FeatureMatrix() {}

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
        int columns = 0;
        int rows = 0;
        for (FeatureSpace space : FeatureSpace.values()) {
            FeatureTables tables = features.get(space);
            if (tables != null && spaces.containsKey(space)) {
                columns += tables.index().size();
                rows = side.apply(tables).rows();
            }
        }
        CsrTable.Builder matrix = CsrTable.builder(columns);
        for (int row = 0; row < rows; row++) {
            double norm = norm(features, spaces, side, row);
            int columnOffset = 0;
            for (FeatureSpace space : FeatureSpace.values()) {
                FeatureTables tables = features.get(space);
                Double spaceWeight = spaces.get(space);
                if (tables == null || spaceWeight == null) {
                    continue;
                }
                CsrTable table = side.apply(tables);
                for (int entry = table.start(row); entry < table.end(row); entry++) {
                    double weight = weight(tables, table, entry, spaceWeight) / norm;
                    if (weight > 0) {
                        matrix.add(columnOffset + table.column(entry), (float) weight);
                    }
                }
                columnOffset += tables.index().size();
            }
            matrix.endRow();
        }
        return matrix.build();
    }

    private static double norm(
            Map<FeatureSpace, FeatureTables> features,
            Map<FeatureSpace, Double> spaces,
            Function<FeatureTables, CsrTable> side,
            int row) {
        double squares = 0;
        for (Map.Entry<FeatureSpace, Double> space : spaces.entrySet()) {
            FeatureTables tables = features.get(space.getKey());
            if (tables != null) {
                CsrTable table = side.apply(tables);
                for (int entry = table.start(row); entry < table.end(row); entry++) {
                    double weight = weight(tables, table, entry, space.getValue());
                    squares += weight * weight;
                }
            }
        }
        return Math.sqrt(squares);
    }

    private static double weight(FeatureTables tables, CsrTable table, int entry, double spaceWeight) {
        int feature = table.column(entry);
        return spaceWeight * tables.idf()[feature] * tables.relevance()[feature] * table.weight(entry);
    }
}
