package io.graphrecall.loaders.dataset;

/**
 * Where a record came from.
 *
 * @param file the file's name within the data-set folder
 * @param line the line, or the row where the file has no lines, counted from 1
 * @param raw  what stands there; cut where it is overlong
 */
public record Origin(String file, long line, String raw) {

    DeadLetter deadLetter(String reason) {
        return new DeadLetter(file, line, reason, raw);
    }
}
