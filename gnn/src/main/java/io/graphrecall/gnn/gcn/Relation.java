package io.graphrecall.gnn.gcn;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.path.DenseSum;
import io.graphrecall.metapath.path.PathWalk;

import java.util.Arrays;
import java.util.List;

/**
 * A kind of way from content to content, as a product of sparse tables whose rows add up to 1 or are empty: what a
 * content gets from the others over it is their mean, weighed by the chance that a walk ends there. The tables of a
 * product are kept apart; multiplied they may have an entry for every pair.
 *
 * @param name     the meta-path's, or {@link Relations#NEXT}
 * @param describes whether contents that nobody engaged with have it too, by what they are described with
 * @param forward  the tables from the content where a way begins, the first to be walked first
 * @param backward the same ways from where they end; equal to {@code forward} where ways lead both ways alike
 */
public record Relation(String name, boolean describes, List<CsrTable> forward, List<CsrTable> backward) {

    public Relation {
        forward = List.copyOf(forward);
        backward = List.copyOf(backward);
        requireFits(name, forward, backward);
    }

    private static void requireFits(String name, List<CsrTable> forward, List<CsrTable> backward) {
        int contents = forward.getFirst().rows();
        for (List<CsrTable> tables : List.of(forward, backward)) {
            int rows = contents;
            for (CsrTable table : tables) {
                if (table.rows() != rows) {
                    throw new IllegalArgumentException("relation " + name + " goes on from " + rows + " nodes with "
                            + table);
                }
                rows = table.columns();
            }
            if (rows != contents) {
                throw new IllegalArgumentException(
                        "relation " + name + " leads from " + contents + " contents to " + rows);
            }
        }
    }

    /** By content, the chance that a walk over a product of tables ends where it began. */
    static float[] returning(List<CsrTable> tables) {
        CsrTable back = tables.getLast().transpose();
        PathWalk walk = new PathWalk(tables);
        float[] returning = new float[back.rows()];
        for (int content = 0; content < returning.length; content++) {
            walk.vector(0).add(content, 1);
            DenseSum before = walk.propagate(0, tables.size() - 1);
            for (int entry = back.start(content); entry < back.end(content); entry++) {
                returning[content] += before.get(back.column(entry)) * back.weight(entry);
            }
            walk.clear();
        }
        return returning;
    }

    /** Which rows of a product of tables are not empty. */
    static boolean[] reaching(List<CsrTable> tables) {
        boolean[] reaching = new boolean[tables.getLast().columns()];
        Arrays.fill(reaching, true);
        for (CsrTable table : tables.reversed()) {
            boolean[] next = new boolean[table.rows()];
            for (int row = 0; row < next.length; row++) {
                for (int entry = table.start(row); entry < table.end(row) && !next[row]; entry++) {
                    next[row] = reaching[table.column(entry)];
                }
            }
            reaching = next;
        }
        return reaching;
    }
}
