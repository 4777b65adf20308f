package io.graphrecall.offline;

import io.graphrecall.schema.WireNamed;

/**
 * Stages of a build, in the order in which they run. If a stage is not selected, it stores nothing. A later stage that
 * needs its result still computes it in memory, with the models that earlier builds trained.
 */
public enum Stage implements WireNamed {
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
     * generation, which is not active yet. After {@link #TRAIN}, the generation may be {@link BlendTrial tried}.
     */
    TABLES,
    /** Checks the newest generation and activates it. */
    PUBLISH;
}
