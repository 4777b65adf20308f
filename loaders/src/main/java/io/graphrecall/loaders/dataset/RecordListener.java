package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.format.Conversion;

import java.util.Map;

/**
 * Listener for everything a reader encounters besides usable records. An exception from the listener ends the reading.
 */
@FunctionalInterface
public interface RecordListener {

    /** Listener that ignores all calls. */
    RecordListener IGNORE = letter -> {
    };

    /** Called for an unusable record. */
    void deadLetter(DeadLetter letter);

    /**
     * Called before the records of a kind are read.
     *
     * @param records number of records of each file in reading order, including unusable ones
     */
    default void begin(Map<String, Long> records) {}

    /** Called for a value that departs from the format and is accepted. */
    default void converted(Conversion conversion) {}

    /** Called for a field that the format does not define and that is not kept. */
    default void unknownField(String name) {}

    /** Called for an event without {@code event_id} that duplicates an earlier one. It is read nevertheless. */
    default void repeated() {}

    /** Called for a usable record that is not in the sample, and for an event whose action the column mapping ignores. */
    default void skipped() {}

    /** Called for a record that is skipped: a later one has the same id, or an event is equal to an earlier one. */
    default void replaced() {}
}
