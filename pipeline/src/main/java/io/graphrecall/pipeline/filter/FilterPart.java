package io.graphrecall.pipeline.filter;

/** A part of a filter: a condition on one field, or a group of parts. Immutable. */
public sealed interface FilterPart permits Clause, FilterGroup {

    /** Returns the part in words, for explanations. */
    String text();
}
