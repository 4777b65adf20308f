package io.graphrecall.metapath.sparse;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.schema.parallel.BlockHost;
import io.graphrecall.schema.parallel.BlockTask;
import io.graphrecall.schema.parallel.OpenTask;

import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Task to compute the rows of a table, {@value #ROWS} rows per block. */
public interface RowTask extends BlockTask<CsrTable> {

    /** Rows per block. */
    int ROWS = 256;

    int rows();

    int columns();

    /** Prepares the work on a machine. The result creates a computer with its scratch space, once per thread. */
    Supplier<ParallelRows.RowComputer> openRows();

    @Override
    default int blocks() {
        return Math.ceilDiv(rows(), ROWS);
    }

    @Override
    default OpenTask<CsrTable> open(BlockHost host) {
        Supplier<ParallelRows.RowComputer> computers = openRows();
        return () -> block(computers.get());
    }

    private IntFunction<CsrTable> block(ParallelRows.RowComputer computer) {
        return block -> {
            CsrTable.Builder table = CsrTable.builder(columns());
            int last = Math.min(rows(), (block + 1) * ROWS);
            for (int row = block * ROWS; row < last; row++) {
                computer.compute(row, table);
            }
            return table.build();
        };
    }
}
