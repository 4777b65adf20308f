package io.graphrecall.metapath.path;

import io.graphrecall.generation.CsrTable;

import java.util.Arrays;

/** Collects the edges of one step in the direction of the path. Not thread-safe. */
final class PathEdges {

    private final boolean forward;
    private long[] pairs = new long[256];
    private int size;
    private int sourceOffset;
    private int targetOffset;

    /** @param forward true if the step leads from sources to targets */
    PathEdges(boolean forward) {
        this.forward = forward;
    }

    /** Sets the offsets of source and target nodes within their positions for the edges that follow. */
    void offsets(int source, int target) {
        sourceOffset = source;
        targetOffset = target;
    }

    void add(int source, int target) {
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, Math.addExact(size, Math.max(size >> 1, 1)));
        }
        long from = (long) sourceOffset + source;
        long to = (long) targetOffset + target;
        pairs[size++] = forward ? from << 32 | to : to << 32 | from;
    }

    void add(CsrTable table) {
        for (int row = 0; row < table.rows(); row++) {
            for (int entry = table.start(row); entry < table.end(row); entry++) {
                if (table.weight(entry) > 0) {
                    add(row, table.column(entry));
                }
            }
        }
    }

    /** Returns the edges, each once with weight 1, columns ascending. */
    CsrTable table(int rows, int columns) {
        Arrays.parallelSort(pairs, 0, size);
        int[] offsets = new int[rows + 1];
        int[] targets = new int[size];
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || pairs[i] != pairs[i - 1]) {
                targets[kept++] = (int) pairs[i];
                offsets[(int) (pairs[i] >>> 32) + 1]++;
            }
        }
        Arrays.parallelPrefix(offsets, Integer::sum);
        float[] weights = new float[kept];
        Arrays.fill(weights, 1);
        return CsrTable.of(columns, offsets, Arrays.copyOf(targets, kept), weights);
    }

    /** Returns the reflexive transitive closure of the edges. */
    static CsrTable closure(CsrTable edges) {
        CsrTable.Builder closure = CsrTable.builder(edges.columns());
        int[] queue = new int[edges.rows()];
        int[] reachedFrom = new int[edges.rows()];
        Arrays.fill(reachedFrom, -1);
        for (int node = 0; node < edges.rows(); node++) {
            int reached = 0;
            queue[reached++] = node;
            reachedFrom[node] = node;
            for (int next = 0; next < reached; next++) {
                for (int entry = edges.start(queue[next]); entry < edges.end(queue[next]); entry++) {
                    int other = edges.column(entry);
                    if (reachedFrom[other] != node) {
                        reachedFrom[other] = node;
                        queue[reached++] = other;
                    }
                }
            }
            Arrays.sort(queue, 0, reached);
            for (int i = 0; i < reached; i++) {
                closure.add(queue[i], 1);
            }
            closure.endRow();
        }
        return closure.build();
    }
}
