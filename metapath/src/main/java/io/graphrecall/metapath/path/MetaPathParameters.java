package io.graphrecall.metapath.path;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RelationshipType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A meta-path with a name, and how it is counted.
 *
 * @param name        of lower-case letters, digits and hyphens
 * @param path        where it leads
 * @param measure     what its instances amount to
 * @param weight      what it counts beside other paths, above 0
 * @param window      behaviour older than this is not walked, where times are real
 * @param windowCount where times only tell an order: nothing is walked but the last so many events of each user
 * @param degreeCap   a node between the ends is not walked through where either of its steps joins it to more nodes
 * @param neighbours  at most so many a node are kept in a table
 */
public record MetaPathParameters(
        String name,
        MetaPath path,
        Measure measure,
        double weight,
        Duration window,
        int windowCount,
        int degreeCap,
        int neighbours) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** Known of the user who asks, and of nobody else. */
    private static final Set<RelationshipType> OF_THE_USER = Set.of(RelationshipType.FOLLOWS, RelationshipType.BLOCKS);
    /** What is itself derived from the rest, or a wish. */
    private static final Set<RelationshipType> PROFILE = Set.of(RelationshipType.INTERESTED_IN,
            RelationshipType.PREFERS, RelationshipType.IN_CLUSTER, RelationshipType.MUTES);

    public MetaPathParameters {
        require(NAME.matcher(name).matches(), name, "a name has lower-case letters, digits and inner hyphens");
        require(measure != Measure.PATHSIM || path.symmetric(), name,
                "pathsim is for paths that read the same from their end, not for " + path);
        requireWalkable(name, path);
        require(weight > 0, name, "weight is not positive: " + weight);
        require(window.isPositive(), name, "window is not positive: " + window);
        require(windowCount > 0, name, "window-count is not positive: " + windowCount);
        require(degreeCap > 0, name, "degree-cap is not positive: " + degreeCap);
        require(neighbours > 0, name, "neighbours is not positive: " + neighbours);
    }

    /** What a manifest keeps: names to texts and numbers. */
    public Map<String, Object> settings() {
        return Map.of("name", name, "path", path.toString(), "measure", measure.wireName(), "weight", weight,
                "window", window.toString(), "window_count", windowCount, "degree_cap", degreeCap,
                "neighbours", neighbours);
    }

    /**
     * The path of which a manifest keeps this.
     *
     * @throws RecallException INVALID where something is missing or cannot be meant
     */
    static MetaPathParameters of(Map<?, ?> settings) {
        return new MetaPathParameters(
                value(settings, "name", String.class),
                MetaPath.parse(value(settings, "path", String.class)),
                Measure.ofWireName(value(settings, "measure", String.class)).orElseThrow(
                        () -> new RecallException(RecallException.Code.INVALID, "unknown measure: " + settings)),
                value(settings, "weight", Number.class).doubleValue(),
                Duration.parse(value(settings, "window", String.class)),
                value(settings, "window_count", Number.class).intValue(),
                value(settings, "degree_cap", Number.class).intValue(),
                value(settings, "neighbours", Number.class).intValue());
    }

    private static <T> T value(Map<?, ?> settings, String key, Class<T> type) {
        Object value = settings.get(key);
        if (!type.isInstance(value)) {
            throw new RecallException(
                    RecallException.Code.INVALID, "a generation's meta-path has no " + key + ": " + settings);
        }
        return type.cast(value);
    }

    /** All of the path's instances, with no window and no cap. */
    public static MetaPathParameters of(String name, String path, Measure measure) {
        return new MetaPathParameters(name, MetaPath.parse(path), measure, 1, Duration.ofDays(36_500),
                Integer.MAX_VALUE, Integer.MAX_VALUE, 100);
    }

    /** The same path from its end, counted alike. */
    public MetaPathParameters reversed() {
        return new MetaPathParameters(
                name, path.reversed(), measure, weight, window, windowCount, degreeCap, neighbours);
    }

    /** Whether it leads from contents to contents, so that it can be looked up for a trigger. */
    public boolean amongContents() {
        return isOnly(path.places().getFirst(), NodeLabel.CONTENT)
                && isOnly(path.places().getLast(), NodeLabel.CONTENT);
    }

    /** Whether it leads from the user to contents. */
    public boolean fromUser() {
        return isOnly(path.places().getFirst(), NodeLabel.USER) && isOnly(path.places().getLast(), NodeLabel.CONTENT);
    }

    private static void requireWalkable(String name, MetaPath path) {
        for (int step = 0; step < path.steps().size(); step++) {
            for (RelationshipType type : path.steps().get(step).types()) {
                String at = "step " + (step + 1) + ": " + type + " is not walked";
                require(!PROFILE.contains(type), name, at);
                require(!OF_THE_USER.contains(type) || (step == 0 && path.steps().getFirst().forward()), name,
                        at + " but as the first step from the user");
            }
        }
    }

    private static boolean isOnly(List<NodeLabel> labels, NodeLabel label) {
        return labels.equals(List.of(label));
    }

    private static void require(boolean holds, String name, String complaint) {
        if (!holds) {
            throw new RecallException(RecallException.Code.INVALID, "meta-path '" + name + "': " + complaint);
        }
    }
}
