package io.graphrecall.metapath.path;

import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All meta-paths of one generation, and the nodes they pass. Immutable; thread-safe.
 *
 * @param tables the paths, in the order of their settings
 * @param nodes  the nodes of each label that a path passes, in the order of their ordinals
 */
public record MetaPaths(List<PathTable> tables, Map<NodeLabel, NodeIndex> nodes) {

    /** No path. */
    public static final MetaPaths NONE = new MetaPaths(List.of(), Map.of());

    /** Under which a manifest's settings keep the paths. */
    public static final String SETTINGS = "metaPaths";
    private static final String NODES = "metapath.nodes.";

    public MetaPaths {
        tables = List.copyOf(tables);
        nodes = Map.copyOf(nodes);
    }

    /** @param seed orders equal scores */
    public static MetaPaths compute(
            PathGraph graph, List<MetaPathParameters> paths, long seed, Progress progress) {
        progress.begin("meta-paths", -1);
        List<PathTable> tables = paths.stream().map(path -> PathTable.compute(graph, path, seed, progress)).toList();
        Map<NodeLabel, NodeIndex> nodes = new EnumMap<>(NodeLabel.class);
        tables.forEach(table -> table.parameters().path().places().forEach(
                place -> place.forEach(label -> nodes.put(label, graph.nodes(label)))));
        progress.end("%,d paths, %,d neighbours".formatted(
                tables.size(), tables.stream().mapToLong(table -> table.neighbours().size()).sum()));
        return new MetaPaths(tables, nodes);
    }

    /** The nodes of a label that a path passes. */
    public NodeIndex nodes(NodeLabel label) {
        return nodes.getOrDefault(label, NodeIndex.EMPTY);
    }

    /** Writes the paths into a generation that is being made; their settings are the build's. */
    public void write(GenerationWriter writer) {
        tables.forEach(table -> table.write(writer));
        nodes.forEach((label, index) -> writer.index(NODES + label.label(), index));
    }

    /** The paths of an open generation; none where it was built without. */
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
