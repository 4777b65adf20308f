package io.graphrecall.metapath.path;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.BlockRunner;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Meta-path of one generation. Immutable; thread-safe.
 *
 * @param steps      adjacency tables of the path
 * @param neighbours top-K neighbours of each content by descending score; empty for paths that do not connect contents
 *                   to contents
 */
public record PathTable(PathSteps steps, SparseTable neighbours) {

    private static final String PREFIX = "metapath.";

    static PathTable compute(
            PathGraph graph, MetaPathParameters parameters, long seed, BlockRunner runner, Progress progress) {
        PathSteps steps = PathSteps.of(graph, parameters);
        return new PathTable(steps, parameters.isContentToContent()
                ? PathNeighbours.compute(steps, seed, runner, progress)
                : CsrTable.empty(0, 0));
    }

    public String name() {
        return parameters().name();
    }

    public MetaPathParameters parameters() {
        return steps.parameters();
    }

    void write(GenerationWriter writer) {
        String prefix = PREFIX + name();
        for (int step = 0; step < steps.tables().size(); step++) {
            writer.table(prefix + ".step" + step, steps.tables().get(step));
        }
        writer.ints(prefix + ".hubs", steps.hubs());
        writer.floats(prefix + ".self", steps.selfCounts());
        writer.table(prefix + ".neighbours", neighbours);
        writer.metric(prefix + ".entries", neighbours.size());
    }

    static PathTable read(Generation generation, MetaPathParameters parameters) {
        String prefix = PREFIX + parameters.name();
        List<SparseTable> tables = new ArrayList<>();
        for (int step = 0; step < parameters.path().steps().size(); step++) {
            tables.add(generation.table(prefix + ".step" + step));
        }
        int[] hubs = generation.has(prefix + ".hubs")
                ? generation.ints(prefix + ".hubs")
                : nodesWithoutEdges(tables.getLast());
        return new PathTable(
                new PathSteps(parameters, tables, hubs, generation.floats(prefix + ".self")),
                generation.mapped(prefix + ".neighbours"));
    }

    /** Returns the possible hubs of a generation of an earlier version, which does not list them. */
    private static int[] nodesWithoutEdges(SparseTable lastStep) {
        return IntStream.range(0, lastStep.rows()).filter(node -> lastStep.start(node) == lastStep.end(node)).toArray();
    }
}
