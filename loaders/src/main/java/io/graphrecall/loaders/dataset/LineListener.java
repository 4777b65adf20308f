package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.source.DataFile;

/** Hears what a reader meets beside good records. What it throws ends the reading. */
@FunctionalInterface
public interface LineListener {

    /** Passes over what cannot be used. */
    LineListener IGNORE = letter -> {
    };

    /** A line cannot be used. */
    void deadLetter(DeadLetter letter);

    /** The reading of the records of a kind begins. There are so many, those that cannot be used included. */
    default void begin(DataFile kind, String files, long records) {}

    /** A record holds a field that the format does not know and that is not kept. */
    default void unknownField(DataFile file, String name) {}

    /** An event without {@code event_id} says the same as an earlier one; it is read nevertheless. */
    default void repeated(DataFile kind) {}

    /** A catalogue line is passed over because a later one has the same id. */
    default void replaced(DataFile file, long line) {}
}
