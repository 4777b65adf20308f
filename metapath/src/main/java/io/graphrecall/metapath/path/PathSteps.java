package io.graphrecall.metapath.path;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.SparseTable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Adjacency tables of a meta-path over one graph, without hubs and with the entry weights of the measure. Immutable;
 * thread-safe.
 *
 * @param parameters meta-path
 * @param tables     one table per step, from the nodes of a position to those of the next
 * @param hubs       nodes before the last step whose edges were removed, ascending
 * @param selfCounts {@code M(x, x)} by node of the first position, for PathSim; else empty
 */
public record PathSteps(
        MetaPathParameters parameters, List<? extends SparseTable> tables, int[] hubs, float[] selfCounts) {

    public PathSteps {
        tables = List.copyOf(tables);
        int steps = parameters.path().steps().size();
        if (tables.size() != steps) {
            throw new IllegalArgumentException(
                    "Found " + tables.size() + " tables for a meta-path of " + steps + " steps");
        }
        for (int step = 1; step < steps; step++) {
            if (tables.get(step - 1).columns() != tables.get(step).rows()) {
                throw new IllegalArgumentException("Step " + step + " of " + parameters.path() + " has the shape "
                        + tables.get(step - 1) + ", which does not fit the next step " + tables.get(step));
            }
        }
        int expected = parameters.measure() == Measure.PATHSIM ? tables.getFirst().rows() : 0;
        if (selfCounts.length != expected) {
            throw new IllegalArgumentException(
                    "Found " + selfCounts.length + " self counts, expected " + expected);
        }
    }

    /** Builds the tables of a path from the graph. */
    public static PathSteps of(PathGraph graph, MetaPathParameters parameters) {
        List<CsrTable> tables = new ArrayList<>();
        for (int step = 0; step < parameters.path().steps().size(); step++) {
            tables.add(graph.step(parameters, step));
        }
        List<CsrTable> connected = withoutHubs(tables, parameters.degreeCap());
        int[] hubs = lastHubs(tables, parameters.degreeCap());
        return switch (parameters.measure()) {
            case COUNT -> new PathSteps(parameters, connected, hubs, new float[0]);
            case WALK -> new PathSteps(parameters, connected.stream().map(PathSteps::transitionProbabilities).toList(),
                    hubs, new float[0]);
            case PATHSIM -> new PathSteps(parameters, connected, hubs, selfCounts(connected));
        };
    }

    /** Returns the tables with their entries in arrays. */
    public List<CsrTable> tablesInMemory() {
        return tables.stream().map(SparseTable::inMemory).toList();
    }

    /** Number of nodes of a position. */
    public int size(int position) {
        return position == 0 ? tables.getFirst().rows() : tables.get(position - 1).columns();
    }

    /** Returns the PathSim of two nodes from their path count and their self counts. */
    public static float pathSim(float count, float sourceSelfCount, float targetSelfCount) {
        return 2 * count / (sourceSelfCount + targetSelfCount);
    }

    /** Removes the edges of inner nodes whose degree over one of their steps exceeds {@code cap}. */
    private static List<CsrTable> withoutHubs(List<CsrTable> tables, int cap) {
        List<CsrTable> kept = new ArrayList<>(tables);
        for (int position = 1; position < tables.size(); position++) {
            boolean[] hubs = hubs(tables.get(position - 1), tables.get(position), cap);
            if (hubs.length > 0) {
                kept.set(position - 1, filtered(kept.get(position - 1), row -> false, column -> hubs[column]));
                kept.set(position, filtered(kept.get(position), row -> hubs[row], column -> false));
            }
        }
        return kept;
    }

    /** Returns the nodes before the last step whose edges {@link #withoutHubs} removes. */
    private static int[] lastHubs(List<CsrTable> tables, int cap) {
        boolean[] hubs = tables.size() == 1
                ? new boolean[0]
                : hubs(tables.get(tables.size() - 2), tables.getLast(), cap);
        return IntStream.range(0, hubs.length).filter(node -> hubs[node]).toArray();
    }

    /** Marks the nodes between two steps whose degree exceeds {@code cap}; empty if there are none. */
    private static boolean[] hubs(CsrTable before, CsrTable after, int cap) {
        int[] degrees = new int[after.rows()];
        for (int column : before.columnArray()) {
            degrees[column]++;
        }
        boolean[] hubs = new boolean[degrees.length];
        boolean any = false;
        for (int node = 0; node < degrees.length; node++) {
            hubs[node] = Math.max(degrees[node], after.end(node) - after.start(node)) > cap;
            any |= hubs[node];
        }
        return any ? hubs : new boolean[0];
    }

    private static CsrTable filtered(CsrTable table, IntPredicate excludesRow, IntPredicate excludesColumn) {
        CsrTable.Builder kept = CsrTable.builder(table.columns());
        for (int from = 0; from < table.rows(); from++) {
            for (int entry = table.start(from); entry < table.end(from) && !excludesRow.test(from); entry++) {
                if (!excludesColumn.test(table.column(entry))) {
                    kept.add(table.column(entry), table.weight(entry));
                }
            }
            kept.endRow();
        }
        return kept.build();
    }

    /** Scales each row to sum 1: uniform transition probabilities. */
    private static CsrTable transitionProbabilities(CsrTable table) {
        float[] weights = new float[table.size()];
        for (int row = 0; row < table.rows(); row++) {
            Arrays.fill(weights, table.start(row), table.end(row), 1f / (table.end(row) - table.start(row)));
        }
        return CsrTable.of(table.columns(), table.offsetArray(), table.columnArray(), weights);
    }

    /** Self counts of a symmetric path: the squared length of each row of the product of its first half. */
    private static float[] selfCounts(List<CsrTable> tables) {
        float[] counts = new float[tables.getFirst().rows()];
        List<CsrTable> half = tables.subList(0, tables.size() / 2);
        ThreadLocal<PathWalk> walks = ThreadLocal.withInitial(() -> new PathWalk(half));
        IntStream.range(0, counts.length).parallel().forEach(row -> {
            PathWalk walk = walks.get();
            counts[row] = (float) walk.propagateFrom(row).sumOfSquares();
            walk.clear();
        });
        return counts;
    }
}
