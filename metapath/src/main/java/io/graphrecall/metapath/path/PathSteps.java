package io.graphrecall.metapath.path;

import io.graphrecall.generation.CsrTable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A meta-path over one graph, ready to be walked: a table a step, hubs taken out, entries weighted as the measure wants.
 * Immutable; thread-safe.
 *
 * @param parameters the path
 * @param tables     by step: from the nodes of its place to those of the next
 * @param selfCounts for PathSim: {@code M(x, x)} by node of the first place; else empty
 */
public record PathSteps(MetaPathParameters parameters, List<CsrTable> tables, float[] selfCounts) {

    public PathSteps {
        tables = List.copyOf(tables);
        int steps = parameters.path().steps().size();
        if (tables.size() != steps) {
            throw new IllegalArgumentException(tables.size() + " tables for a path of " + steps + " steps");
        }
        for (int step = 1; step < steps; step++) {
            if (tables.get(step - 1).columns() != tables.get(step).rows()) {
                throw new IllegalArgumentException("step " + step + " of " + parameters.path() + " is "
                        + tables.get(step - 1) + ", the next " + tables.get(step));
            }
        }
        int wanted = parameters.measure() == Measure.PATHSIM ? tables.getFirst().rows() : 0;
        if (selfCounts.length != wanted) {
            throw new IllegalArgumentException(
                    selfCounts.length + " counts of nodes with themselves, not " + wanted);
        }
    }

    public static PathSteps of(PathGraph graph, MetaPathParameters parameters) {
        List<CsrTable> tables = new ArrayList<>();
        for (int step = 0; step < parameters.path().steps().size(); step++) {
            tables.add(graph.step(parameters, step));
        }
        List<CsrTable> capped = capped(tables, parameters.degreeCap());
        return switch (parameters.measure()) {
            case COUNT -> new PathSteps(parameters, capped, new float[0]);
            case WALK -> new PathSteps(parameters, capped.stream().map(PathSteps::chances).toList(), new float[0]);
            case PATHSIM -> new PathSteps(parameters, capped, selfCounts(capped));
        };
    }

    /** How many nodes a place has. */
    public int size(int place) {
        return place == 0 ? tables.getFirst().rows() : tables.get(place - 1).columns();
    }

    /** What a walk's sum amounts to between two nodes, the counts of which with themselves are these. */
    public static float pathSim(float sum, float fromSelf, float toSelf) {
        return 2 * sum / (fromSelf + toSelf);
    }

    /** Without the nodes between the ends that a step joins to more than {@code cap} nodes. */
    private static List<CsrTable> capped(List<CsrTable> tables, int cap) {
        List<CsrTable> kept = new ArrayList<>(tables);
        for (int place = 1; place < tables.size(); place++) {
            boolean[] hubs = hubs(tables.get(place - 1), tables.get(place), cap);
            if (hubs.length > 0) {
                kept.set(place - 1, without(kept.get(place - 1), row -> false, column -> hubs[column]));
                kept.set(place, without(kept.get(place), row -> hubs[row], column -> false));
            }
        }
        return kept;
    }

    /** Which nodes between two steps have too high a degree; empty where none has. */
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

    private static CsrTable without(CsrTable table, IntPredicate row, IntPredicate column) {
        CsrTable.Builder kept = CsrTable.builder(table.columns());
        for (int from = 0; from < table.rows(); from++) {
            for (int entry = table.start(from); entry < table.end(from) && !row.test(from); entry++) {
                if (!column.test(table.column(entry))) {
                    kept.add(table.column(entry), table.weight(entry));
                }
            }
            kept.endRow();
        }
        return kept.build();
    }

    /** Rows that add up to 1. */
    private static CsrTable chances(CsrTable table) {
        float[] weights = new float[table.size()];
        for (int row = 0; row < table.rows(); row++) {
            Arrays.fill(weights, table.start(row), table.end(row), 1f / (table.end(row) - table.start(row)));
        }
        return CsrTable.of(table.columns(), table.offsetArray(), table.columnArray(), weights);
    }

    /** A symmetric path's count of a node with itself is the square of the length of its row half-way. */
    private static float[] selfCounts(List<CsrTable> tables) {
        float[] counts = new float[tables.getFirst().rows()];
        List<CsrTable> half = tables.subList(0, tables.size() / 2);
        ThreadLocal<PathWalk> walks = ThreadLocal.withInitial(() -> new PathWalk(half));
        IntStream.range(0, counts.length).parallel().forEach(row -> {
            PathWalk walk = walks.get();
            counts[row] = (float) walk.from(row).squares();
            walk.clear();
        });
        return counts;
    }
}
