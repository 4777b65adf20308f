package io.graphrecall.content.encode;

import java.util.Arrays;
import java.util.List;

/**
 * Inner products of vectors with all rows of a table. The table is stored in blocks, each column by column, so the
 * compiler vectorises the innermost loop over rows. Immutable and thread-safe.
 */
public final class DotProducts {

    /** Rows per block. At 512 columns a block has half a megabyte and fits into the second-level cache. */
    private static final int BLOCK = 256;

    private final int rows;
    private final float[][][] blocks;

    /** @param table [rows, columns]; copied */
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

    /** Returns the inner products of each query with every row, [queries, rows]. */
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
