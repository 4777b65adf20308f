package io.graphrecall.metapath.path;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the instances of a meta-path between two nodes amount to. */
public enum Measure {
    /** How many there are: {@code M(x, y)}. */
    COUNT,
    /**
     * PathSim (Sun et al. 2011), for symmetric paths: {@code 2 M(x, y) / (M(x, x) + M(y, y))}, between 0 and 1; high
     * between peers, low between a node and a hub.
     */
    PATHSIM,
    /**
     * The chance that a walk ends there which at each step takes one of the ways open to it, all alike (path-constrained
     * random walk, Lao and Cohen 2010). What few share counts more than what many do.
     */
    WALK;

    /** The name in settings: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Measure> ofWireName(String name) {
        return Arrays.stream(values()).filter(measure -> measure.wireName().equals(name)).findFirst();
    }
}
