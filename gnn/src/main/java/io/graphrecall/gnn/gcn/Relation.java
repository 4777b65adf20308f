package io.graphrecall.gnn.gcn;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.path.DenseSum;
import io.graphrecall.metapath.path.PathWalk;

import java.util.Arrays;
import java.util.List;

/**
 * A directed relation from content to content, as a product of sparse tables with rows that sum to 1 or are empty. A
 * content receives the mean of the others over it, weighted by the probability that a random walk ends there. The tables
 * are not multiplied, since the product can have an entry for every pair.
 *
 * @param name        name of the meta-path, or {@link GraphRelations#NEXT}
 * @param descriptive true if contents without engagements have it too, by their metadata
 * @param forward     tables of the walk from a content, in walking order
 * @param backward    tables of the reverse walk; equal to {@code forward} if the relation is symmetric
 */
public record Relation(String name, boolean descriptive, List<CsrTable> forward, List<CsrTable> backward) {

    public Relation {
        forward = List.copyOf(forward);
        backward = List.copyOf(backward);
    }

    /** Returns the table with rows that sum to 1. */
    static CsrTable rowNormalised(CsrTable table) {
        float[] weights = table.weightArray().clone();
        for (int row = 0; row < table.rows(); row++) {
            double sum = 0;
            for (int entry = table.start(row); entry < table.end(row); entry++) {
                sum += weights[entry];
            }
            for (int entry = table.start(row); entry < table.end(row); entry++) {
                weights[entry] /= (float) sum;
            }
        }
        return CsrTable.of(table.columns(), table.offsetArray(), table.columnArray(), weights);
    }

    /** Returns the diagonal of a product of tables: by content, the probability that a walk ends where it starts. */
    static float[] diagonal(List<CsrTable> tables) {
        CsrTable last = tables.getLast().transpose();
        PathWalk walk = new PathWalk(tables);
        float[] diagonal = new float[last.rows()];
        for (int content = 0; content < diagonal.length; content++) {
            walk.vector(0).add(content, 1);
            DenseSum before = walk.propagate(0, tables.size() - 1);
            for (int entry = last.start(content); entry < last.end(content); entry++) {
                diagonal[content] += before.get(last.column(entry)) * last.weight(entry);
            }
            walk.clear();
        }
        return diagonal;
    }

    /** Returns by row whether a product of tables has an entry. */
    static boolean[] hasEntries(List<CsrTable> tables) {
        boolean[] hasEntries = new boolean[tables.getLast().columns()];
        Arrays.fill(hasEntries, true);
        for (CsrTable table : tables.reversed()) {
            boolean[] next = new boolean[table.rows()];
            for (int row = 0; row < next.length; row++) {
                for (int entry = table.start(row); entry < table.end(row) && !next[row]; entry++) {
                    next[row] = hasEntries[table.column(entry)];
                }
            }
            hasEntries = next;
        }
        return hasEntries;
    }
}
