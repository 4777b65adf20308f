package io.graphrecall.loaders.dataset;

/**
 * Record that could not be loaded.
 *
 * @param file   file name within the data-set folder
 * @param line   line number, from 1
 * @param reason reason in one line
 * @param raw    content of the line; truncated if overlong
 */
public record DeadLetter(String file, long line, String reason, String raw) {

    @Override
    public String toString() {
        return file + " line " + line + ": " + reason;
    }
}
