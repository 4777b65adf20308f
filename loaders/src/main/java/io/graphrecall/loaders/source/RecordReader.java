package io.graphrecall.loaders.source;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;

/**
 * One reading of a file of records, in bounded memory. What is no record comes as one with a fault; an
 * {@link IOException} means that the file cannot be read at all, an {@link InterruptedIOException} that the reading
 * thread was interrupted. For one thread.
 */
public interface RecordReader extends AutoCloseable {

    /** The next record, or null at the end. */
    @Nullable
    RawRecord next() throws IOException;

    @Override
    void close() throws IOException;
}
