package io.graphrecall.metapath.extract;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.graph.KeyNumbering;

import java.util.Arrays;

/** Collects directed edges among the nodes of one label, in any order. */
final class Edges {

    private long[] edges = new long[64];
    private int size;

    void add(int from, int to) {
        if (size == edges.length) {
            edges = Arrays.copyOf(edges, size * 2);
        }
        edges[size++] = ((long) from << 32) | to;
    }

    /** Returns the edges by ordinals, each once with weight 1. */
    CsrTable table(KeyNumbering.Sorted nodes) {
        long[] sorted = Arrays.stream(edges, 0, size)
                .map(edge -> ((long) nodes.ordinal((int) (edge >> 32)) << 32) | nodes.ordinal((int) edge)).sorted()
                .distinct().toArray();
        CsrTable.Builder table = CsrTable.builder(nodes.index().size());
        int next = 0;
        for (int row = 0; row < nodes.index().size(); row++) {
            while (next < sorted.length && sorted[next] >> 32 == row) {
                table.add((int) sorted[next++], 1);
            }
            table.endRow();
        }
        return table.build();
    }
}
