package io.graphrecall.retrieval.vector;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.sparse.ParallelRows;
import io.graphrecall.metapath.sparse.RowTask;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.metapath.sparse.TopEntries;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.BlockRunner;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Nearest neighbours of every content of an embedding space. The exact ones take O(contents^2): a group of contents is
 * compared with one block of vectors after another, so a block is read from memory once per group.
 */
public final class VectorNeighbours {

    /** Contents per group. */
    private static final int GROUP = 64;
    /** Spare candidates of a search in a graph, per neighbour. */
    private static final int SPARE_FACTOR = 4;
    private static final double MIN_RECALL = 0.99;

    private VectorNeighbours() {}

    /**
     * Returns the nearest other contents of each content with a positive score, by descending score.
     *
     * @param contents   number of contents; one without a vector has no neighbours
     * @param neighbours maximum number of neighbours per content
     * @param seed       seed of the order of equal scores
     * @param runner     computes blocks of contents
     */
    public static CsrTable compute(
            EmbeddingTable table, int contents, int neighbours, long seed, BlockRunner runner, Progress progress) {
        return ParallelRows.compute(new ExactRows(table, contents, neighbours, seed), runner, progress);
    }

    /** Input of {@link #compute}. */
    private record ExactRows(EmbeddingTable table, int rows, int neighbours, long seed) implements RowTask {

        @Override
        public int columns() {
            return rows;
        }

        @Override
        public Supplier<ParallelRows.RowComputer> openRows() {
            BlockedVectors vectors = BlockedVectors.of(table);
            return () -> new Group(table, vectors, neighbours, seed);
        }
    }

    /** Returns true if searches in a graph find at least {@value #MIN_RECALL} of the neighbours of sampled contents. */
    static boolean isAccurate(
            EmbeddingTable table, ExactIndex exact, ByteRows bytes, ProximityGraph graph, int neighbours, long seed) {
        return new ProximityIndex(table, exact, bytes, graph, SPARE_FACTOR * neighbours)
                .recall(SearchGraph.rows(table, seed), neighbours) >= MIN_RECALL;
    }

    /** Returns what {@link #compute} returns, but searched in a graph, which misses a few neighbours. */
    static CsrTable approximate(
            EmbeddingTable table, ProximityGraph graph, int contents, int neighbours, long seed, BlockRunner runner,
            Progress progress) {
        return ParallelRows.compute(
                new GraphRows(table, graph.links(), graph.entries(), contents, neighbours, seed), runner, progress);
    }

    /** Input of {@link #approximate}: the graph is built once, and all machines search the same one. */
    private record GraphRows(EmbeddingTable table, int[] links, int[] entries, int rows, int neighbours, long seed)
            implements
                RowTask {

        @Override
        public int columns() {
            return rows;
        }

        @Override
        public Supplier<ParallelRows.RowComputer> openRows() {
            ProximityIndex index = new ProximityIndex(table, ExactIndex.of(table, seed), ByteRows.of(table),
                    new ProximityGraph(MemorySegment.ofArray(links), entries), SPARE_FACTOR * neighbours);
            return () -> (content, found) -> {
                float[] vector = table.vectorOf(content);
                SparseVector nearest = vector == null
                        ? SparseVector.EMPTY
                        : index.search(vector, neighbours, other -> other != content);
                found.row(nearest.ordinals(), nearest.weights(), nearest.size());
            };
        }
    }

    /** Searches the neighbours of a group of contents when its first row is computed. */
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
            float threshold = nearest.threshold();
            for (int i = 0; i < count; i++) {
                if (products[i] >= threshold) {
                    int other = table.ordinal(firstRow + i);
                    if (other != content) {
                        nearest.offer(other, products[i]);
                    }
                }
            }
        }
    }
}
