package io.graphrecall.metapath.path;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RelationshipType;
import io.graphrecall.schema.WireNamed;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Named meta-path with its measure and limits.
 *
 * @param name        name of lower-case letters, digits and inner hyphens
 * @param path        meta-path
 * @param measure     score of two nodes
 * @param weight      weight relative to other paths, above 0
 * @param window      maximum age of behaviour, if timestamps are real
 * @param windowCount number of the latest events of each user that are used, if timestamps give only an order
 * @param degreeCap   maximum degree of an inner node over either of its steps; hubs above it are removed
 * @param neighbours  maximum number of neighbours per node in a table
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

    /** Relationships that are loaded only for the requesting user. */
    private static final Set<RelationshipType> REQUESTING_USER_ONLY = Set.of(RelationshipType.FOLLOWS,
            RelationshipType.BLOCKS);
    /** Relationships that are derived from others, or preferences. */
    private static final Set<RelationshipType> EXCLUDED = Set.of(RelationshipType.IN_CLUSTER,
            RelationshipType.IN_COMMUNITY,
            RelationshipType.MUTES);

    public MetaPathParameters {
        require(NAME.matcher(name).matches(), name, "a name consists of lower-case letters, digits and inner hyphens");
        require(measure != Measure.PATHSIM || path.isSymmetric(), name,
                "pathsim needs a symmetric path, but this path is " + path);
        requireWalkable(name, path);
        require(weight > 0, name, "weight must be positive, but is " + weight);
        require(window.isPositive(), name, "window must be positive, but is " + window);
        require(windowCount > 0, name, "window-count must be positive, but is " + windowCount);
        require(degreeCap > 0, name, "degree-cap must be positive, but is " + degreeCap);
        require(neighbours > 0, name, "neighbours must be positive, but is " + neighbours);
    }

    /** Returns the settings for the manifest of a generation. */
    public Map<String, Object> settings() {
        return Map.of("name", name, "path", path.toString(), "measure", measure.wireName(), "weight", weight,
                "window", window.toString(), "window_count", windowCount, "degree_cap", degreeCap,
                "neighbours", neighbours);
    }

    /**
     * Reads the settings from the manifest of a generation.
     *
     * @throws RecallException INVALID if a value is missing or wrong
     */
    static MetaPathParameters of(Map<?, ?> settings) {
        return new MetaPathParameters(
                value(settings, "name", String.class),
                MetaPath.parse(value(settings, "path", String.class)),
                WireNamed.find(Measure.class, value(settings, "measure", String.class)).orElseThrow(
                        () -> new RecallException(RecallException.Code.INVALID,
                                "Unknown measure in the settings of a meta-path: " + settings)),
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
                    RecallException.Code.INVALID, "The settings of a meta-path lack " + key + ": " + settings);
        }
        return type.cast(value);
    }

    /** Returns a path without window and degree cap, weight 1 and 100 neighbours. */
    public static MetaPathParameters of(String name, String path, Measure measure) {
        return new MetaPathParameters(name, MetaPath.parse(path), measure, 1, Duration.ofDays(36_500),
                Integer.MAX_VALUE, Integer.MAX_VALUE, 100);
    }

    public MetaPathParameters reversed() {
        return new MetaPathParameters(
                name, path.reversed(), measure, weight, window, windowCount, degreeCap, neighbours);
    }

    /** True if the path connects contents to contents, so that triggers have precomputed neighbours. */
    public boolean isContentToContent() {
        return isOnly(path.positions().getFirst(), NodeLabel.CONTENT)
                && isOnly(path.positions().getLast(), NodeLabel.CONTENT);
    }

    /** True if the path connects the user to contents. */
    public boolean isUserToContent() {
        return isOnly(path.positions().getFirst(), NodeLabel.USER)
                && isOnly(path.positions().getLast(), NodeLabel.CONTENT);
    }

    private static void requireWalkable(String name, MetaPath path) {
        for (int step = 0; step < path.steps().size(); step++) {
            for (RelationshipType type : path.steps().get(step).types()) {
                String notSupported = "step " + (step + 1) + ": " + type + " is not supported in meta-paths";
                require(!EXCLUDED.contains(type), name, notSupported);
                require(!REQUESTING_USER_ONLY.contains(type) || (step == 0 && path.steps().getFirst().forward()), name,
                        notSupported + ", except as the first step from the user");
            }
        }
    }

    private static boolean isOnly(List<NodeLabel> labels, NodeLabel label) {
        return labels.equals(List.of(label));
    }

    private static void require(boolean valid, String name, String message) {
        if (!valid) {
            throw new RecallException(RecallException.Code.INVALID, "Meta-path '" + name + "': " + message);
        }
    }
}
