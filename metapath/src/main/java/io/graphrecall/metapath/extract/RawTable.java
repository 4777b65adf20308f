package io.graphrecall.metapath.extract;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.graph.KeyNumbering;

import java.util.Arrays;

/** A table in the order in which rows and columns first came, until their keys are all known and sorted. */
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

    /** The table by ordinals: each row by ascending column, of equal columns the heaviest. */
    CsrTable arranged(KeyNumbering.Sorted rowKeys, KeyNumbering.Sorted columnKeys) {
        CsrTable raw = rows.build();
        CsrTable.Builder arranged = CsrTable.builder(columnKeys.index().size());
        long[] codes = new long[16];
        for (int row = 0; row < raw.rows(); row++) {
            int number = rowKeys.numbers()[row];
            int count = 0;
            codes = Arrays.copyOf(codes, Math.max(codes.length, raw.end(number) - raw.start(number)));
            for (int entry = raw.start(number); entry < raw.end(number); entry++) {
                codes[count++] = code(columnKeys.ordinal(raw.column(entry)), raw.weight(entry));
            }
            Arrays.sort(codes, 0, count);
            for (int i = 0; i < count; i++) {
                if (i == 0 || column(codes[i]) != column(codes[i - 1])) {
                    arranged.add(column(codes[i]), weight(codes[i]));
                }
            }
            arranged.endRow();
        }
        return arranged.build();
    }

    /** A number whose natural order is column ascending, weight descending. The weight must not be negative. */
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
