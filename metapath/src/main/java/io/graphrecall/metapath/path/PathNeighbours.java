package io.graphrecall.metapath.path;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.sparse.ParallelRows;
import io.graphrecall.metapath.sparse.TopEntries;
import io.graphrecall.schema.Progress;

/**
 * Finds for every node the nodes that a meta-path joins it to most: the rows of the product of its steps, computed one
 * by one on all cores and cut to the best at once. Exact; memory is that of the steps and a vector a place and thread,
 * whatever the number of pairs.
 */
public final class PathNeighbours {

    private PathNeighbours() {}

    /**
     * Node to the nodes most joined to it, the most first; never itself where both ends are of one kind.
     *
     * @param seed orders equal scores
     */
    public static CsrTable compute(PathSteps path, long seed, Progress progress) {
        int rows = path.size(0);
        int columns = path.size(path.tables().size());
        return ParallelRows.compute(rows, columns, () -> new Row(path, seed), progress);
    }

    /** Walks from one node after another. */
    private static final class Row implements ParallelRows.RowComputer {

        private final PathWalk walk;
        private final float[] selfCounts;
        private final int last;
        private final boolean exceptItself;
        private final TopEntries best;

        Row(PathSteps path, long seed) {
            walk = new PathWalk(path.tables());
            last = path.tables().size();
            selfCounts = path.selfCounts();
            MetaPath route = path.parameters().path();
            exceptItself = route.places().getFirst().equals(route.places().getLast());
            best = new TopEntries(path.parameters().neighbours(), seed);
        }

        @Override
        public void compute(int row, CsrTable.Builder table) {
            walk.place(0).add(row, 1);
            // The best then come early and set a bound that most of the others do not reach.
            walk.carry(0, last - 1).heaviestFirst();
            DenseSum end = walk.carry(last - 1, last);
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
            float least = 0;
            for (int i = 0; i < rows; i++) {
                int node = end.row(i);
                float sum = end.get(node);
                if (sum > 0 && sum >= least && !(exceptItself && node == row)) {
                    best.offer(node, sum);
                    least = best.threshold();
                }
            }
        }

        private void offerPathSims(int row, DenseSum end) {
            int rows = end.rows();
            float own = selfCounts[row];
            float least = 0;
            for (int i = 0; i < rows; i++) {
                int node = end.row(i);
                float sum = end.get(node);
                // Divides only for those that may be among the best; the bound is a little low, for rounding.
                if (sum > 0 && sum * 2.000001f >= least * (own + selfCounts[node]) && node != row) {
                    best.offer(node, PathSteps.pathSim(sum, own, selfCounts[node]));
                    least = best.threshold();
                }
            }
        }
    }
}
