package io.graphrecall.loaders.dataset;

/**
 * Counts of one kind of records.
 *
 * @param read        records read, including unusable ones
 * @param written     records that changed the graph
 * @param unchanged   records that the graph already had
 * @param superseded  impressions that the window of their user does not keep
 * @param replaced    catalogue records skipped because a later one has the same id
 * @param skipped     usable records that are not in the sample, and events whose action the column mapping ignores
 * @param held        records of contents that stay withdrawn
 * @param deadLetters unusable records
 */
public record FileCounts(long read, long written, long unchanged, long superseded, long replaced, long skipped,
        long held, long deadLetters) {

    static final FileCounts NONE = new FileCounts(0, 0, 0, 0, 0, 0, 0, 0);

    /** Returns the sum. */
    FileCounts plus(FileCounts other) {
        return new FileCounts(read + other.read, written + other.written, unchanged + other.unchanged,
                superseded + other.superseded, replaced + other.replaced, skipped + other.skipped, held + other.held,
                deadLetters + other.deadLetters);
    }
}
