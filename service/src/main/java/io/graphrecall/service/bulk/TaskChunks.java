package io.graphrecall.service.bulk;

import com.hazelcast.map.IMap;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.parallel.BlockTask;
import io.graphrecall.schema.parallel.SerialForm;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Serialized task in the chunks of a shared map. An empty chunk is the end. */
final class TaskChunks {

    private static final int CHUNK = 1 << 20;

    private TaskChunks() {}

    static void write(BlockTask<?> task, IMap<Integer, byte[]> chunks) {
        try (ObjectOutputStream out = new ObjectOutputStream(new BufferedOutputStream(output(chunks), CHUNK))) {
            out.writeObject(task);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a stream that stores each write as a chunk, and the end when it is closed. */
    private static OutputStream output(IMap<Integer, byte[]> chunks) {
        return new OutputStream() {

            private int number;

            @Override
            public void write(int value) {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
                chunks.set(number++, Arrays.copyOfRange(bytes, from, from + count));
            }

            @Override
            public void close() {
                write(new byte[0], 0, 0);
            }
        };
    }

    /**
     * Reads a task.
     *
     * @throws RecallException UNAVAILABLE if a chunk is lost; CONFLICT if this member does not have the task's classes
     */
    static BlockTask<?> read(IMap<Integer, byte[]> chunks) {
        try {
            return (BlockTask<?>) SerialForm.read(new Reader(chunks));
        } catch (ClassNotFoundException e) {
            throw new RecallException(RecallException.Code.CONFLICT, "the task is of another version: " + e, e);
        }
    }

    private static final class Reader extends InputStream {

        private final IMap<Integer, byte[]> chunks;
        private byte[] chunk = new byte[0];
        private int position;
        private int number;

        Reader(IMap<Integer, byte[]> chunks) {
            this.chunks = chunks;
        }

        @Override
        public int read() {
            return isAtEnd() ? -1 : chunk[position++] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int count) {
            if (count == 0 || isAtEnd()) {
                return count == 0 ? 0 : -1;
            }
            int part = Math.min(count, chunk.length - position);
            System.arraycopy(chunk, position, bytes, from, part);
            position += part;
            return part;
        }

        private boolean isAtEnd() {
            if (position == chunk.length) {
                byte[] next = chunks.get(number++);
                if (next == null) {
                    throw new RecallException(
                            RecallException.Code.UNAVAILABLE,
                            "a part of the task was lost with a member of the cluster");
                }
                chunk = next;
                position = 0;
            }
            return chunk.length == 0;
        }
    }
}
