package io.graphrecall.metapath.path;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.sparse.ParallelRows;
import io.graphrecall.metapath.sparse.RowTask;
import io.graphrecall.metapath.sparse.TopEntries;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.BlockRunner;

import java.util.List;
import java.util.function.Supplier;

/**
 * Exact top-K neighbours of every node over a meta-path: the rows of the product of its steps, computed in blocks,
 * each cut to its K largest entries at once. Memory is that of the steps plus one vector per position and thread. It
 * does not depend on the number of pairs.
 */
public final class PathNeighbours {

    private PathNeighbours() {}

    /**
     * Returns the neighbours of each node by descending score. A node is not its own neighbour.
     *
     * @param seed   seed of the order of equal scores
     * @param runner computes blocks of rows
     */
    public static CsrTable compute(PathSteps path, long seed, BlockRunner runner, Progress progress) {
        MetaPath metaPath = path.parameters().path();
        boolean excludeSelf = metaPath.positions().getFirst().equals(metaPath.positions().getLast());
        return ParallelRows.compute(
                new Rows(path.tablesInMemory(), path.selfCounts(), excludeSelf, path.parameters().neighbours(), seed),
                runner,
                progress);
    }

    /**
     * Input of the rows.
     *
     * @param selfCounts as in {@link PathSteps}
     */
    private record Rows(List<CsrTable> tables, float[] selfCounts, boolean excludeSelf, int neighbours, long seed)
            implements
                RowTask {

        @Override
        public int rows() {
            return tables.getFirst().rows();
        }

        @Override
        public int columns() {
            return tables.getLast().columns();
        }

        @Override
        public Supplier<ParallelRows.RowComputer> openRows() {
            return () -> new Row(this);
        }
    }

    /** Computes the neighbours of one node. */
    private static final class Row implements ParallelRows.RowComputer {

        private final PathWalk walk;
        private final float[] selfCounts;
        private final int last;
        private final boolean excludeSelf;
        private final TopEntries best;

        Row(Rows input) {
            walk = new PathWalk(input.tables());
            last = input.tables().size();
            selfCounts = input.selfCounts();
            excludeSelf = input.excludeSelf();
            best = new TopEntries(input.neighbours(), input.seed());
        }

        @Override
        public void compute(int row, CsrTable.Builder table) {
            walk.vector(0).add(row, 1);
            // Large sums first: they raise the threshold early, and most later candidates stay below it.
            walk.propagate(0, last - 1).sortDescending();
            DenseSum end = walk.propagate(last - 1, last);
            best.begin(row);
            if (selfCounts.length > 0) {
                offerPathSims(row, end);
            } else {
                offerSums(row, end);
            }
            best.endRow(table);
            walk.clear();
        }

        private void offerSums(int row, DenseSum end) {
            int rows = end.rows();
            float threshold = 0;
            for (int i = 0; i < rows; i++) {
                int node = end.row(i);
                float sum = end.get(node);
                if (sum > 0 && sum >= threshold && !(excludeSelf && node == row)) {
                    best.offer(node, sum);
                    threshold = best.threshold();
                }
            }
        }

        private void offerPathSims(int row, DenseSum end) {
            int rows = end.rows();
            float selfCount = selfCounts[row];
            float threshold = 0;
            for (int i = 0; i < rows; i++) {
                int node = end.row(i);
                float sum = end.get(node);
                // Divides only for candidates that can reach the threshold. The factor allows for rounding.
                if (sum > 0 && sum * 2.000001f >= threshold * (selfCount + selfCounts[node]) && node != row) {
                    best.offer(node, PathSteps.pathSim(sum, selfCount, selfCounts[node]));
                    threshold = best.threshold();
                }
            }
        }
    }
}
