package io.graphrecall.metapath.sparse;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.schema.Progress;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Computes the rows of a table on all cores. A row depends only on its number, so the result does not depend on the
 * number of threads.
 */
public final class ParallelRows {

    /** Rows between two progress reports. The work can be cancelled at each report. */
    private static final int ROUND = 16_384;

    /** Rows that one task computes in sequence. */
    private static final int BLOCK = 256;

    private ParallelRows() {}

    /** Computes single rows with its own scratch space. For one thread. */
    public interface RowComputer {

        /** Adds the row's entries to the table and ends the row. */
        void compute(int row, CsrTable.Builder table);
    }

    /**
     * Computes a table.
     *
     * @param computers creates a computer with its scratch space, once per thread
     */
    public static CsrTable compute(int rows, int columns, Supplier<RowComputer> computers, Progress progress) {
        ThreadLocal<RowComputer> local = ThreadLocal.withInitial(computers);
        CsrTable.Builder all = CsrTable.builder(columns);
        for (int start = 0; start < rows; start += ROUND) {
            int from = start;
            int to = Math.min(rows, start + ROUND);
            List<CsrTable> blocks = IntStream.range(0, (to - from + BLOCK - 1) / BLOCK).parallel().mapToObj(block -> {
                CsrTable.Builder table = CsrTable.builder(columns);
                int last = Math.min(to, from + (block + 1) * BLOCK);
                for (int row = from + block * BLOCK; row < last; row++) {
                    local.get().compute(row, table);
                }
                return table.build();
            }).toList();
            blocks.forEach(block -> append(block, all));
            progress.advance(to - from);
        }
        return all.build();
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
