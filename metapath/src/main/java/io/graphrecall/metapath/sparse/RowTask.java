package io.graphrecall.metapath.sparse;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.schema.parallel.BlockHost;
import io.graphrecall.schema.parallel.BlockTask;
import io.graphrecall.schema.parallel.OpenTask;

import java.nio.ByteBuffer;
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

    @Override
    default byte[] encoded(CsrTable block) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (1 + block.rows()) + 2 * Integer.BYTES * block.size());
        bytes.putInt(block.rows());
        for (int row = 0; row < block.rows(); row++) {
            bytes.putInt(block.end(row));
        }
        for (int entry = 0; entry < block.size(); entry++) {
            bytes.putInt(block.column(entry)).putFloat(block.weight(entry));
        }
        return bytes.array();
    }

    @Override
    default CsrTable decoded(byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        int[] offsets = new int[bytes.getInt() + 1];
        for (int row = 1; row < offsets.length; row++) {
            offsets[row] = bytes.getInt();
        }
        int[] entryColumns = new int[offsets[offsets.length - 1]];
        float[] weights = new float[entryColumns.length];
        for (int entry = 0; entry < weights.length; entry++) {
            entryColumns[entry] = bytes.getInt();
            weights[entry] = bytes.getFloat();
        }
        return CsrTable.of(columns(), offsets, entryColumns, weights);
    }
}
