package io.graphrecall.offline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Stages of a build, in the order in which they run. If a stage is not selected, it stores nothing. A later stage that
 * needs its result still computes it in memory, with the models that earlier builds trained.
 */
public enum Stage {
    /**
     * Understands texts and media: writes missing tags, categories and attributes of contents, items and queries to the
     * graph.
     */
    UNDERSTAND,
    /**
     * Reads the graph, computes the lookup tables, and writes the relationships derived from behaviour and texts to the
     * graph: query click-through and the tags that queries name.
     */
    EXTRACT,
    /** Trains the models that are missing or out of date, and encodes contents. */
    TRAIN,
    /**
     * Computes meta-path tables, nearest neighbours and clusters, writes the clusters to the graph, and stores a
     * generation, which is not active yet.
     */
    TABLES,
    /** Checks the newest generation and activates it. */
    PUBLISH;

    /** Name on the command line. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds the stage of a {@link #wireName}. */
    public static Optional<Stage> ofWireName(String name) {
        return Arrays.stream(values()).filter(stage -> stage.wireName().equals(name)).findFirst();
    }
}
