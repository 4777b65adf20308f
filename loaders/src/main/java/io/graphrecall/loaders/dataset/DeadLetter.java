package io.graphrecall.loaders.dataset;

/**
 * A line that could not be used.
 *
 * @param file   the file's name within the data-set folder
 * @param line   counted from 1
 * @param reason why, in one line
 * @param raw    the line as it stands there; cut where it is overlong
 */
public record DeadLetter(String file, long line, String reason, String raw) {

    @Override
    public String toString() {
        return file + " line " + line + ": " + reason;
    }
}
