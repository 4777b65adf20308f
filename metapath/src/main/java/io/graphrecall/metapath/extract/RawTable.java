package io.graphrecall.metapath.extract;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.graph.KeyNumbering;

import java.util.Arrays;

/** Table in the order in which row and column keys were first read, before the keys are sorted. */
final class RawTable {

    private final KeyNumbering columns;
    private final CsrTable.Builder rows = CsrTable.builder(Integer.MAX_VALUE);

    RawTable(KeyNumbering columns) {
        this.columns = columns;
    }

    void add(int column, float weight) {
        rows.add(column, weight);
    }

    void add(String column, float weight) {
        rows.add(columns.intern(column), weight);
    }

    void addAll(Iterable<String> keys) {
        for (String key : keys) {
            add(key, 1);
        }
    }

    void endRow() {
        rows.endRow();
    }

    /** Returns by row the ordinal of its first column; {@link Integer#MAX_VALUE} for a row without entries. */
    int[] firstColumns(KeyNumbering.Sorted columnKeys) {
        CsrTable raw = rows.build();
        int[] first = new int[raw.rows()];
        Arrays.setAll(first, row -> raw.start(row) < raw.end(row)
                ? columnKeys.ordinal(raw.column(raw.start(row)))
                : Integer.MAX_VALUE);
        return first;
    }

    /** Returns the table by ordinals, each row by ascending column. Of equal columns the largest weight is kept. */
    CsrTable byOrdinals(KeyNumbering.Sorted rowKeys, KeyNumbering.Sorted columnKeys) {
        CsrTable raw = rows.build();
        CsrTable.Builder sorted = CsrTable.builder(columnKeys.index().size());
        long[] codes = new long[16];
        for (int row = 0; row < raw.rows(); row++) {
            int number = rowKeys.numbers()[row];
            int count = 0;
            if (codes.length < raw.end(number) - raw.start(number)) {
                codes = new long[raw.end(number) - raw.start(number)];
            }
            for (int entry = raw.start(number); entry < raw.end(number); entry++) {
                codes[count++] = code(columnKeys.ordinal(raw.column(entry)), raw.weight(entry));
            }
            Arrays.sort(codes, 0, count);
            for (int i = 0; i < count; i++) {
                if (i == 0 || column(codes[i]) != column(codes[i - 1])) {
                    sorted.add(column(codes[i]), weight(codes[i]));
                }
            }
            sorted.endRow();
        }
        return sorted.build();
    }

    /** Returns a number that sorts by ascending column, then by descending weight. The weight must not be negative. */
    private static long code(int column, float weight) {
        return ((long) column << 32) | (~Float.floatToRawIntBits(Math.max(0, weight)) & 0xffff_ffffL);
    }

    private static int column(long code) {
        return (int) (code >> 32);
    }

    private static float weight(long code) {
        return Float.intBitsToFloat(~(int) code);
    }
}
