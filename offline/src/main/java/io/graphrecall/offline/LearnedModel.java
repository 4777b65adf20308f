package io.graphrecall.offline;

/** The models that a build learns, in the order in which they do: later ones may read what earlier ones make. */
public enum LearnedModel {
    /** What contents say, show and sound like. */
    MULTIMODAL,
    /** What the crowd cares about in contents. */
    PERSONALISED,
    /** What users do next. */
    DEEP_MATCH,
    /** What the graph joins. */
    GCN
}
