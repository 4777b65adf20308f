package io.graphrecall.metapath.sparse;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.BlockRunner;
import io.graphrecall.schema.parallel.LocalBlocks;

import java.util.function.Supplier;

/**
 * Computes the rows of a table in blocks. A row depends only on its number, so the result does not depend on the number of
 * threads or machines.
 */
public final class ParallelRows {

    private ParallelRows() {}

    /** Computes single rows with its own scratch space. For one thread. */
    public interface RowComputer {

        /** Adds the row's entries to the table and ends the row. */
        void compute(int row, CsrTable.Builder table);
    }

    /**
     * Computes a table on all cores of this machine.
     *
     * @param computers creates a computer with its scratch space, once per thread
     */
    public static CsrTable compute(int rows, int columns, Supplier<RowComputer> computers, Progress progress) {
        return compute(new LocalRows(rows, columns, computers), LocalBlocks.PLAIN, progress);
    }

    /** Computes a table. The work can be cancelled at each report of progress. */
    public static CsrTable compute(RowTask task, BlockRunner runner, Progress progress) {
        CsrTable.Builder all = CsrTable.builder(task.columns());
        runner.run(task, block -> {
            append(block, all);
            progress.advance(block.rows());
        });
        return all.build();
    }

    /** Task that only this machine runs. */
    private record LocalRows(int rows, int columns, Supplier<RowComputer> computers) implements RowTask {

        @Override
        public Supplier<RowComputer> openRows() {
            return computers;
        }
    }

    private static void append(CsrTable block, CsrTable.Builder all) {
        for (int row = 0; row < block.rows(); row++) {
            for (int entry = block.start(row); entry < block.end(row); entry++) {
                all.add(block.column(entry), block.weight(entry));
            }
            all.endRow();
        }
    }
}
