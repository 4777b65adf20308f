package io.graphrecall.content.encode;

import java.util.Arrays;
import java.util.List;

/**
 * Inner products of vectors with all rows of a table: block by block, each held column by column, so that the innermost
 * loop is over rows, which the compiler makes SIMD of. Immutable and thread-safe.
 */
public final class DotProducts {

    /** Rows a block: at 512 columns half a megabyte, which the second-level cache holds. */
    private static final int BLOCK = 256;

    private final int rows;
    private final float[][][] blocks;

    /** @param table {@code [rows, columns]}; copied */
    public DotProducts(List<float[]> table) {
        rows = table.size();
        blocks = new float[(rows + BLOCK - 1) / BLOCK][][];
        for (int block = 0; block < blocks.length; block++) {
            List<float[]> part = table.subList(block * BLOCK, Math.min(rows, (block + 1) * BLOCK));
            float[][] columns = new float[part.getFirst().length][part.size()];
            for (int row = 0; row < part.size(); row++) {
                for (int column = 0; column < columns.length; column++) {
                    columns[column][row] = part.get(row)[column];
                }
            }
            blocks[block] = columns;
        }
    }

    /** The inner products of each query with every row, {@code [queries, rows]}. */
    public float[][] of(List<float[]> queries) {
        float[][] products = new float[queries.size()][rows];
        float[] sums = new float[BLOCK];
        for (int block = 0; block < blocks.length; block++) {
            float[][] columns = blocks[block];
            int width = columns[0].length;
            for (int query = 0; query < products.length; query++) {
                Arrays.fill(sums, 0);
                for (int column = 0; column < columns.length; column++) {
                    addScaled(columns[column], queries.get(query)[column], sums, width);
                }
                System.arraycopy(sums, 0, products[query], block * BLOCK, width);
            }
        }
        return products;
    }

    private static void addScaled(float[] column, float scale, float[] sums, int width) {
        for (int i = 0; i < width; i++) {
            sums[i] += scale * column[i];
        }
    }
}
