package io.graphrecall.metapath.sparse;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.schema.Progress;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Computes a table's rows on all cores. Each row depends on nothing but its number, so the table does not depend on how
 * the rows were spread.
 */
public final class ParallelRows {

    /** Rows between two reports of progress, at each of which the work can be stopped. */
    private static final int ROUND = 16_384;

    /** Rows one task computes one after another with one scratch space. */
    private static final int BLOCK = 256;

    private ParallelRows() {}

    /** Computes one row after another; has scratch space of its own. */
    public interface RowComputer {

        /** Adds the row's entries to the table and ends the row. */
        void compute(int row, CsrTable.Builder table);
    }

    /** @param computers makes a computer with its scratch space; called about once a thread */
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
