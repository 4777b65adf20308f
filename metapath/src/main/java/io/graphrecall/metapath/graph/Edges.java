package io.graphrecall.metapath.graph;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.procedures.LongProcedure;
import io.graphrecall.generation.CsrTable;

import java.util.Arrays;

/** Collects directed edges in any order. Not thread-safe. */
public final class Edges {

    private final boolean forward;
    private final LongArrayList pairs = new LongArrayList();
    private int sourceOffset;
    private int targetOffset;

    /** @param forward true if the rows of the table are the sources, false if they are the targets */
    public Edges(boolean forward) {
        this.forward = forward;
    }

    /** Sets the ordinals of the first source and the first target for the edges that follow. */
    public void offsets(int source, int target) {
        sourceOffset = source;
        targetOffset = target;
    }

    public void add(int source, int target) {
        long from = (long) sourceOffset + source;
        long to = (long) targetOffset + target;
        pairs.add(forward ? from << 32 | to : to << 32 | from);
    }

    public void add(CsrTable table) {
        for (int row = 0; row < table.rows(); row++) {
            for (int entry = table.start(row); entry < table.end(row); entry++) {
                if (table.weight(entry) > 0) {
                    add(row, table.column(entry));
                }
            }
        }
    }

    /** Returns the edges, each once with weight 1, columns ascending. */
    public CsrTable table(int rows, int columns) {
        int size = pairs.size();
        Arrays.parallelSort(pairs.buffer, 0, size);
        int[] offsets = new int[rows + 1];
        int[] targets = new int[size];
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || pairs.get(i) != pairs.get(i - 1)) {
                targets[kept++] = (int) pairs.get(i);
                offsets[(int) (pairs.get(i) >>> 32) + 1]++;
            }
        }
        Arrays.parallelPrefix(offsets, Integer::sum);
        float[] weights = new float[kept];
        Arrays.fill(weights, 1);
        return CsrTable.of(columns, offsets, Arrays.copyOf(targets, kept), weights);
    }

    /** Returns edges between numbered nodes of one label by the ordinals of the nodes. */
    public CsrTable byOrdinals(KeyNumbering.Sorted nodes) {
        Edges edges = new Edges(true);
        pairs.forEach((LongProcedure) pair -> edges
                .add(nodes.ordinal((int) (pair >>> 32)), nodes.ordinal((int) pair)));
        return edges.table(nodes.index().size(), nodes.index().size());
    }

    /** Returns the reflexive transitive closure of the edges. */
    public static CsrTable closure(CsrTable edges) {
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
