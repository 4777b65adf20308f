package io.graphrecall.service.http;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.LongConsumer;

/**
 * The body of a request, which was read completely or is read as it arrives.
 *
 * @param complete the body as it was sent; empty if it is read as it arrives
 * @param arriving the body as it arrives; null if it was read completely
 * @param encoding {@code Content-Encoding}; empty if there is none
 * @param maxBytes maximum size of the decoded body
 * @param grow     called before a decoded body grows, with the number of bytes
 */
record RequestBody(
        Buffer complete, @Nullable InputStream arriving, String encoding, int maxBytes, LongConsumer grow) {

    /** Returns the decoded body, empty if it arrives. Throws as {@link ContentEncoding#decode} does. */
    Buffer decoded() {
        return arriving == null ? ContentEncoding.decode(complete, encoding, maxBytes, grow) : complete;
    }

    /** Returns the decoded body as it arrives, empty if it was read completely. Throws as {@link ContentEncoding#decode} does, also when it is read. */
    InputStream stream() {
        return arriving == null
                ? InputStream.nullInputStream()
                : ContentEncoding.decode(arriving, encoding, maxBytes, grow);
    }

    /** Reads the rest of a body that arrives. A client may look for the reply only after it has sent everything. */
    void skip() {
        if (arriving == null) {
            return;
        }
        try {
            arriving.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("a body throws no I/O errors", e);
        }
    }
}
