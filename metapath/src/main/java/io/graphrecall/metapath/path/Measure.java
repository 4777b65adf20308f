package io.graphrecall.metapath.path;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Score of two nodes from the instances of a meta-path between them. {@code M(x, y)} is their number. */
public enum Measure {
    /** Number of instances: {@code M(x, y)}. */
    COUNT,
    /**
     * PathSim (Sun et al. 2011), for symmetric paths: {@code 2 M(x, y) / (M(x, x) + M(y, y))}, between 0 and 1. It
     * is high between peers and low between a node and a hub.
     */
    PATHSIM,
    /**
     * Probability that a path-constrained random walk from x ends at y (Lao and Cohen 2010). Each step is uniform over
     * the reachable nodes, so nodes that few others share count more.
     */
    WALK;

    /** Name in settings, in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the measure of a name in settings. */
    public static Optional<Measure> ofWireName(String name) {
        return Arrays.stream(values()).filter(measure -> measure.wireName().equals(name)).findFirst();
    }
}
