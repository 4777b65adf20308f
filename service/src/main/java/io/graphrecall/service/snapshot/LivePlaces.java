package io.graphrecall.service.snapshot;

import io.graphrecall.metapath.path.MetaPath;
import io.graphrecall.metapath.path.MetaPaths;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How what is newer than the generation is joined to the places of one path: a content by its tags, category, attributes
 * and author. Thread-safe.
 */
final class LivePlaces {

    private final MetaPaths paths;
    private final MetaPath path;

    LivePlaces(MetaPaths paths, MetaPath path) {
        this.paths = paths;
        this.path = path;
    }

    /** The ordinal of a node in a place; -1 where the generation does not know it. */
    int ordinal(int place, NodeLabel label, String key) {
        List<NodeLabel> labels = path.positions().get(place);
        int at = labels.indexOf(label);
        int ordinal = at < 0 ? -1 : paths.nodes(label).ordinal(key);
        return ordinal < 0
                ? -1
                : ordinal + labels.subList(0, at).stream().mapToInt(before -> paths.nodes(before).size()).sum();
    }

    /** The node of an ordinal in a place. */
    ServingPath.Node node(int place, int ordinal) {
        int left = ordinal;
        for (NodeLabel label : path.positions().get(place)) {
            int size = paths.nodes(label).size();
            if (left < size) {
                return new ServingPath.Node(label, paths.nodes(label).key(left));
            }
            left -= size;
        }
        throw new IndexOutOfBoundsException("place " + place + " of " + path + " has no node " + ordinal);
    }

    /**
     * The nodes that a step joins a content to.
     *
     * @param place the one of the step's two places that the nodes are at; the content is at the other
     */
    int[] joined(LiveContent content, int step, int place) {
        MetaPath.Step relationships = path.steps().get(step);
        boolean fromContent = relationships.forward() == (place > step);
        return relationships.types().stream().flatMapToInt(type -> joined(content, type, fromContent, place))
                .filter(node -> node >= 0).toArray();
    }

    private IntStream joined(LiveContent content, RelationshipType type, boolean fromContent, int place) {
        return switch (type) {
            case HAS_TAG -> ordinals(fromContent, place, NodeLabel.TAG, content.keys(FeatureSpace.TAG));
            case HAS_ATTRIBUTE ->
                ordinals(fromContent, place, NodeLabel.ATTRIBUTE, content.keys(FeatureSpace.ATTRIBUTE));
            case IN_CATEGORY -> ordinals(fromContent, place, NodeLabel.CATEGORY,
                    narrowest(content.keys(FeatureSpace.CATEGORY)));
            case PUBLISHED -> ordinals(!fromContent, place, NodeLabel.USER,
                    Stream.ofNullable(content.author()).toList());
            default -> IntStream.empty();
        };
    }

    private IntStream ordinals(boolean wanted, int place, NodeLabel label, Collection<String> keys) {
        return wanted ? keys.stream().mapToInt(key -> ordinal(place, label, key)) : IntStream.empty();
    }

    /** A content is joined to the narrowest of its categories only. */
    private static Collection<String> narrowest(Collection<String> categories) {
        return categories.stream().max(Comparator.comparingInt(key -> CategoryPath.ofKey(key).path().size())).stream()
                .toList();
    }
}
