package io.graphrecall.loaders.source;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;

/**
 * Sequential reader of a file of records, in bounded memory. An unusable record is returned with an error. An
 * {@link IOException} means that the file cannot be read at all, an {@link InterruptedIOException} that the reading
 * thread was interrupted. For use by one thread.
 */
public interface RecordReader extends AutoCloseable {

    /** Returns the next record, or null at the end. */
    @Nullable
    RawRecord next() throws IOException;

    @Override
    void close() throws IOException;
}
