package io.graphrecall.pipeline.channel.metapath;

import io.graphrecall.metapath.path.MetaPath;
import io.graphrecall.metapath.path.MetaPaths;
import io.graphrecall.pipeline.overlay.LiveContent;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The edges between new contents and the nodes at the positions of one meta-path: tags, category, attributes and author.
 * Thread-safe.
 */
final class LiveEdges {

    private final MetaPaths paths;
    private final MetaPath path;

    LiveEdges(MetaPaths paths, MetaPath path) {
        this.paths = paths;
        this.path = path;
    }

    /** Returns the ordinal of a node at a position, or -1 if the generation does not know it. */
    int ordinal(int position, NodeLabel label, String key) {
        List<NodeLabel> labels = path.positions().get(position);
        int at = labels.indexOf(label);
        int ordinal = at < 0 ? -1 : paths.nodes(label).ordinal(key);
        return ordinal < 0
                ? -1
                : ordinal + labels.subList(0, at).stream().mapToInt(before -> paths.nodes(before).size()).sum();
    }

    /** Returns the node with an ordinal at a position. */
    ServingPath.Node node(int position, int ordinal) {
        int left = ordinal;
        for (NodeLabel label : path.positions().get(position)) {
            int size = paths.nodes(label).size();
            if (left < size) {
                return new ServingPath.Node(label, paths.nodes(label).key(left));
            }
            left -= size;
        }
        throw new IndexOutOfBoundsException("position " + position + " of " + path + " has no node " + ordinal);
    }

    /**
     * Returns the neighbours of a content over a step.
     *
     * @param position the end of the step where the neighbours are; the content is at the other end
     */
    int[] neighbours(LiveContent content, int step, int position) {
        MetaPath.Step edge = path.steps().get(step);
        boolean fromContent = edge.forward() == (position > step);
        return edge.types().stream().flatMapToInt(type -> neighbours(content, type, fromContent, position))
                .filter(node -> node >= 0).toArray();
    }

    private IntStream neighbours(LiveContent content, RelationshipType type, boolean fromContent, int position) {
        return switch (type) {
            case HAS_TAG -> ordinals(fromContent, position, NodeLabel.TAG, content.keys(FeatureSpace.TAG));
            case HAS_ATTRIBUTE ->
                ordinals(fromContent, position, NodeLabel.ATTRIBUTE, content.keys(FeatureSpace.ATTRIBUTE));
            case IN_CATEGORY -> ordinals(fromContent, position, NodeLabel.CATEGORY,
                    deepest(content.keys(FeatureSpace.CATEGORY)));
            case PUBLISHED -> ordinals(!fromContent, position, NodeLabel.USER,
                    Stream.ofNullable(content.author()).toList());
            default -> IntStream.empty();
        };
    }

    private IntStream ordinals(boolean included, int position, NodeLabel label, Collection<String> keys) {
        return included ? keys.stream().mapToInt(key -> ordinal(position, label, key)) : IntStream.empty();
    }

    /** In the graph, a content has an edge to the last category of each of its paths only. */
    private static Collection<String> deepest(Collection<String> levels) {
        Set<String> parents = levels.stream().map(CategoryPath::ofKey).map(CategoryPath::parent)
                .filter(Objects::nonNull).map(CategoryPath::key).collect(Collectors.toSet());
        return levels.stream().filter(key -> !parents.contains(key)).toList();
    }
}
