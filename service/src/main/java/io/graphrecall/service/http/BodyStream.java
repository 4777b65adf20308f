package io.graphrecall.service.http;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A body as it arrives: the event loop adds parts, one other thread reads them and waits for more. */
final class BodyStream extends InputStream {

    private static final Buffer END = Buffer.buffer();

    private final BlockingQueue<Buffer> parts = new LinkedBlockingQueue<>();
    private final Runnable onTaken;
    private volatile @Nullable RuntimeException failure;
    private byte[] part = new byte[0];
    private int position;
    private boolean ended;

    /** @param onTaken called when a part is taken, so that another one may arrive */
    BodyStream(Runnable onTaken) {
        this.onTaken = onTaken;
    }

    void add(Buffer arrived) {
        parts.add(arrived);
    }

    void end() {
        parts.add(END);
    }

    /** Ends the stream with an exception, which the reading thread gets once. */
    void fail(RuntimeException error) {
        failure = error;
        parts.add(END);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
        while (position == part.length) {
            if (ended) {
                return -1;
            }
            next();
        }
        int count = Math.min(length, part.length - position);
        System.arraycopy(part, position, bytes, from, count);
        position += count;
        return count;
    }

    /** Positive until the end, so that a reader of gzip looks for further members. */
    @Override
    public int available() {
        return ended ? 0 : 1;
    }

    private void next() {
        try {
            Buffer next = parts.take();
            if (next == END) {
                ended = true;
                if (failure != null) {
                    throw failure;
                }
            } else {
                onTaken.run();
                part = next.getBytes();
                position = 0;
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("a thread of a request is never interrupted", e);
        }
    }
}
