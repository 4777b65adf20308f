package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.sparse.ParallelRows;
import io.graphrecall.metapath.sparse.TopEntries;
import io.graphrecall.schema.Progress;

import java.util.Arrays;

/**
 * Finds the nearest contents of every content of a space, exactly: every pair is looked at, a group of contents against
 * one block of vectors after another, so that a block is read from memory once for the whole group.
 */
public final class VectorNeighbours {

    /** Contents of a group. */
    private static final int GROUP = 64;

    private VectorNeighbours() {}

    /**
     * Content to the contents nearest to it, the nearest first; never itself, and only with a positive score.
     *
     * @param contents   how many contents there are; one without a vector has no neighbours
     * @param neighbours at most so many a content
     * @param seed       orders contents that are equally near
     */
    public static CsrTable compute(
            EmbeddingTable table, int contents, int neighbours, long seed, Progress progress) {
        BlockedVectors vectors = BlockedVectors.of(table);
        return ParallelRows.compute(
                contents, contents, () -> new Group(table, vectors, neighbours, seed), progress);
    }

    /** Searches for a group of contents at once when the first of them is asked for. */
    private static final class Group implements ParallelRows.RowComputer {

        private final EmbeddingTable table;
        private final BlockedVectors vectors;
        private final TopEntries[] best = new TopEntries[GROUP];
        private final float[] products = new float[BlockedVectors.BLOCK];
        private int group = -1;

        Group(EmbeddingTable table, BlockedVectors vectors, int neighbours, long seed) {
            this.table = table;
            this.vectors = vectors;
            Arrays.setAll(best, i -> new TopEntries(neighbours, seed));
        }

        @Override
        public void compute(int content, CsrTable.Builder rows) {
            if (content / GROUP != group) {
                group = content / GROUP;
                search(group * GROUP);
            }
            best[content % GROUP].endRow(rows);
        }

        private void search(int firstContent) {
            for (int i = 0; i < GROUP; i++) {
                best[i].begin(firstContent + i);
            }
            for (int block = 0; block < vectors.blocks(); block++) {
                int firstRow = block * BlockedVectors.BLOCK;
                int count = Math.min(BlockedVectors.BLOCK, vectors.rows() - firstRow);
                for (int i = 0; i < GROUP; i++) {
                    int row = table.row(firstContent + i);
                    if (row >= 0) {
                        vectors.products(table.valueArray(), row * table.dimensions(), block, products);
                        offer(best[i], firstContent + i, firstRow, count);
                    }
                }
            }
        }

        private void offer(TopEntries nearest, int content, int firstRow, int count) {
            float least = nearest.threshold();
            for (int i = 0; i < count; i++) {
                if (products[i] >= least) {
                    int other = table.ordinal(firstRow + i);
                    if (other != content) {
                        nearest.offer(other, products[i]);
                    }
                }
            }
        }
    }
}
