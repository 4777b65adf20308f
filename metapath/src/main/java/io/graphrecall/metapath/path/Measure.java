package io.graphrecall.metapath.path;

import io.graphrecall.schema.WireNamed;

/** Score of two nodes from the instances of a meta-path between them. {@code M(x, y)} is their number. */
public enum Measure implements WireNamed {
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
}
