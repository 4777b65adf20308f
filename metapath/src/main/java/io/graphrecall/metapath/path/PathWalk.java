package io.graphrecall.metapath.path;

import io.graphrecall.generation.CsrTable;

import java.util.ArrayList;
import java.util.List;

/**
 * Carries a vector over the nodes of a path's first place along its steps: the row-wise product of the vector with one
 * table after the other. Nothing but the vector of each place is ever held, however many pairs of nodes the path joins.
 * Not thread-safe; {@link #clear()} makes it reusable.
 */
public final class PathWalk {

    private final List<CsrTable> steps;
    private final List<DenseSum> places = new ArrayList<>();

    /** @param steps a table a step; each leads to the rows of the next */
    public PathWalk(List<CsrTable> steps) {
        this.steps = List.copyOf(steps);
        places.add(new DenseSum(steps.getFirst().rows()));
        steps.forEach(step -> places.add(new DenseSum(step.columns())));
    }

    /** The vector at a place; to begin with, nothing. */
    public DenseSum place(int place) {
        return places.get(place);
    }

    /** Carries what is at a place to a later one. */
    public DenseSum carry(int from, int to) {
        for (int step = from; step < to; step++) {
            places.get(step + 1).addProduct(places.get(step), steps.get(step));
        }
        return places.get(to);
    }

    /** Carries one node of the first place to the last place. */
    public DenseSum from(int node) {
        places.getFirst().add(node, 1);
        return carry(0, steps.size());
    }

    /**
     * The node of a place, of those that a walk has come over, that adds most to a node of the next place; -1 where none
     * leads there.
     */
    public int strongest(int place, int next) {
        CsrTable step = steps.get(place);
        DenseSum before = places.get(place);
        int strongest = -1;
        float most = 0;
        for (int i = 0; i < before.rows(); i++) {
            int node = before.row(i);
            for (int entry = step.start(node); entry < step.end(node); entry++) {
                float adds = before.get(node) * step.weight(entry);
                if (step.column(entry) == next && adds > most) {
                    most = adds;
                    strongest = node;
                }
            }
        }
        return strongest;
    }

    /** Forgets everything. */
    public void clear() {
        places.forEach(DenseSum::clear);
    }
}
