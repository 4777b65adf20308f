package io.graphrecall.loaders.dataset;

/**
 * What became of the records of one kind.
 *
 * @param read        records, those that cannot be used included
 * @param written     records that changed the graph
 * @param unchanged   records that the graph had already
 * @param replaced    catalogue records passed over because a later one has the same id
 * @param deadLetters records that could not be used
 */
public record FileCounts(long read, long written, long unchanged, long replaced, long deadLetters) {

    static final FileCounts NONE = new FileCounts(0, 0, 0, 0, 0);

    /** Both counts together. */
    FileCounts plus(FileCounts other) {
        return new FileCounts(read + other.read, written + other.written, unchanged + other.unchanged,
                replaced + other.replaced, deadLetters + other.deadLetters);
    }
}
