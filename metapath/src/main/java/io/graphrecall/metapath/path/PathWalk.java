package io.graphrecall.metapath.path;

import io.graphrecall.generation.EntryReader;
import io.graphrecall.generation.SparseTable;

import java.util.ArrayList;
import java.util.List;

/**
 * Propagates a vector over the nodes of a meta-path's first position along its steps: the product of the vector with
 * one table after the other. Memory is one vector per position, whatever the number of connected pairs. Not
 * thread-safe; reusable after {@link #clear()}.
 */
public final class PathWalk {

    private final List<? extends SparseTable> steps;
    private final List<EntryReader> readers;
    private final List<DenseSum> vectors = new ArrayList<>();

    /** @param steps one table per step; the columns of each are the rows of the next */
    public PathWalk(List<? extends SparseTable> steps) {
        this.steps = List.copyOf(steps);
        readers = steps.stream().map(SparseTable::reader).toList();
        vectors.add(new DenseSum(steps.getFirst().rows()));
        steps.forEach(step -> vectors.add(new DenseSum(step.columns())));
    }

    /** Vector of a position, initially 0. */
    public DenseSum vector(int position) {
        return vectors.get(position);
    }

    /** Propagates the vector of a position to a later one and returns the result. */
    public DenseSum propagate(int from, int to) {
        for (int step = from; step < to; step++) {
            vectors.get(step + 1).addProduct(vectors.get(step), steps.get(step), readers.get(step));
        }
        return vectors.get(to);
    }

    /** Propagates one node of the first position to the last position and returns the result. */
    public DenseSum propagateFrom(int node) {
        vectors.getFirst().add(node, 1);
        return propagate(0, steps.size());
    }

    /**
     * Returns the node of a position that contributes most to the sum of a node of the next position; -1 if none
     * contributes.
     */
    public int strongestSource(int position, int target) {
        SparseTable step = steps.get(position);
        DenseSum sources = vectors.get(position);
        int strongest = -1;
        float largest = 0;
        for (int i = 0; i < sources.rows(); i++) {
            int node = sources.row(i);
            for (int entry = step.start(node); entry < step.end(node); entry++) {
                float contribution = sources.get(node) * step.weight(entry);
                if (step.column(entry) == target && contribution > largest) {
                    largest = contribution;
                    strongest = node;
                }
            }
        }
        return strongest;
    }

    /** Sets all vectors to 0. */
    public void clear() {
        vectors.forEach(DenseSum::clear);
    }
}
