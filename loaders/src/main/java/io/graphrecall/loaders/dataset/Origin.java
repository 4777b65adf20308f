package io.graphrecall.loaders.dataset;

/**
 * Origin of a record.
 *
 * @param file file name within the data-set folder
 * @param line line number, or row number in a file without lines, from 1
 * @param raw  content of the record; truncated if overlong
 */
public record Origin(String file, long line, String raw) {

    DeadLetter deadLetter(String reason) {
        return new DeadLetter(file, line, reason, raw);
    }
}
