package io.graphrecall.gnn.tensor;

import io.graphrecall.generation.NodeIndex;

import java.util.Map;

/**
 * Weights of a model that was trained before, as initial weights of another one (warm start).
 *
 * @param values values by name, row-major; not to be changed
 * @param rows   of tables whose rows have names: for each row of the new table, the row of the earlier one, -1 for none
 */
public record EarlierWeights(Map<String, float[]> values, Map<String, int[]> rows) {

    /** Returns the row in the earlier table of each row of the new one, -1 for none. */
    public static int[] rows(NodeIndex names, NodeIndex earlier) {
        return names.keys().stream().mapToInt(earlier::ordinal).toArray();
    }

    /**
     * Copies the earlier values of a weight. What the earlier model lacks stays unchanged.
     *
     * @param own values of the new model, row-major
     */
    void copyTo(String name, float[] own) {
        float[] earlier = values.get(name);
        int[] earlierRows = rows.get(name);
        if (earlier == null || (earlierRows == null && earlier.length != own.length)) {
            return;
        }
        if (earlierRows == null) {
            System.arraycopy(earlier, 0, own, 0, own.length);
            return;
        }
        int width = earlierRows.length == 0 ? 0 : own.length / earlierRows.length;
        for (int row = 0; row < earlierRows.length; row++) {
            if (earlierRows[row] >= 0) {
                System.arraycopy(earlier, earlierRows[row] * width, own, row * width, width);
            }
        }
    }
}
