package io.graphrecall.metapath.path;

import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.BlockRunner;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Meta-paths of one generation with the nodes on them. Immutable; thread-safe.
 *
 * @param tables paths in the order of the settings
 * @param nodes  nodes of each label on a path
 */
public record MetaPaths(List<PathTable> tables, Map<NodeLabel, NodeIndex> nodes) {

    /** Meta-paths of a generation without any. */
    public static final MetaPaths NONE = new MetaPaths(List.of(), Map.of());

    /** Key of the paths in the settings of a manifest. */
    public static final String SETTINGS = "metaPaths";
    private static final String NODES = "metapath.nodes.";

    public MetaPaths {
        tables = List.copyOf(tables);
        nodes = Map.copyOf(nodes);
    }

    /**
     * Computes the tables of all paths.
     *
     * @param seed   seed of the order of equal scores
     * @param runner computes blocks of rows
     */
    public static MetaPaths compute(
            PathGraph graph, List<MetaPathParameters> paths, long seed, BlockRunner runner, Progress progress) {
        progress.begin("Computing meta-paths", -1);
        List<PathTable> tables = paths.stream().map(path -> PathTable.compute(graph, path, seed, runner, progress))
                .toList();
        Map<NodeLabel, NodeIndex> nodes = new EnumMap<>(NodeLabel.class);
        tables.forEach(table -> table.parameters().path().positions().forEach(
                labels -> labels.forEach(label -> nodes.put(label, graph.nodes(label)))));
        progress.end(Counts.of(tables.size(), "path") + ", "
                + Counts.of(tables.stream().mapToLong(table -> table.neighbours().size()).sum(), "neighbour"));
        return new MetaPaths(tables, nodes);
    }

    /** Nodes of a label on a path; empty if no path contains the label. */
    public NodeIndex nodes(NodeLabel label) {
        return nodes.getOrDefault(label, NodeIndex.EMPTY);
    }

    /** Writes the paths into a new generation. The build writes their settings. */
    public void write(GenerationWriter writer) {
        tables.forEach(table -> table.write(writer));
        nodes.forEach((label, index) -> writer.index(NODES + label.label(), index));
    }

    /** Reads the paths of a generation; none if it was built without. */
    public static MetaPaths read(Generation generation) {
        List<PathTable> tables = generation.manifest().settings().get(SETTINGS) instanceof List<?> paths
                ? paths.stream().map(path -> MetaPathParameters.of((Map<?, ?>) path))
                        .map(parameters -> PathTable.read(generation, parameters)).toList()
                : List.of();
        Map<NodeLabel, NodeIndex> nodes = new EnumMap<>(NodeLabel.class);
        for (NodeLabel label : NodeLabel.values()) {
            if (generation.has(NODES + label.label())) {
                nodes.put(label, generation.index(NODES + label.label()));
            }
        }
        return new MetaPaths(tables, nodes);
    }
}
