package io.graphrecall.world;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * External sort of log lines by time. Lines are spilled to files by time range, and each file is sorted in memory. Not
 * thread-safe.
 */
final class EventSorter implements AutoCloseable {

    private static final int LINES_PER_FILE = 50_000;
    private static final int MAX_FILES = 500;
    private static final int BUFFER = 1 << 13;

    private record Line(long at, int user, int number, byte[] text) {
        static final Comparator<Line> BY_TIME = Comparator.comparingLong(Line::at).thenComparingInt(Line::user)
                .thenComparingInt(Line::number);
    }

    private final Path folder;
    private final long start;
    private final long span;
    private final List<DataOutputStream> spills = new ArrayList<>();

    /** @param parent folder in which the temporary files are created */
    EventSorter(Path parent, WorldParameters parameters) throws IOException {
        folder = Files.createTempDirectory(parent, ".events-");
        start = parameters.start().toEpochMilli();
        span = parameters.span().toMillis();
        int files = Math.clamp(parameters.events() / LINES_PER_FILE, 1, MAX_FILES);
        for (int i = 0; i < files; i++) {
            // An interrupt does not close this stream, so that the file can be closed and deleted.
            spills.add(new DataOutputStream(new BufferedOutputStream(new FileOutputStream(file(i).toFile()), BUFFER)));
        }
    }

    /**
     * Adds a line. Lines with the same time are ordered by user and number.
     *
     * @param at epoch milliseconds, within the span
     */
    void add(long at, int user, int number, byte[] line) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
        int file = (int) Math.min(spills.size() - 1L, (at - start) * spills.size() / span);
        DataOutputStream spill = spills.get(file);
        spill.writeLong(at);
        spill.writeInt(user);
        spill.writeInt(number);
        spill.writeInt(line.length);
        spill.write(line);
    }

    /** Writes all lines in order. */
    void writeTo(JsonLinesWriter out) throws IOException {
        for (int i = 0; i < spills.size(); i++) {
            spills.get(i).close();
            for (Line line : sorted(file(i))) {
                out.write(line.text());
            }
            Files.delete(file(i));
        }
    }

    @Override
    public void close() throws IOException {
        for (int i = 0; i < spills.size(); i++) {
            spills.get(i).close();
            Files.deleteIfExists(file(i));
        }
        Files.delete(folder);
    }

    private static List<Line> sorted(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        long remaining = Files.size(file);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            while (remaining > 0) {
                Line line = new Line(in.readLong(), in.readInt(), in.readInt(), in.readNBytes(in.readInt()));
                lines.add(line);
                remaining -= Long.BYTES + 3 * Integer.BYTES + line.text().length;
            }
        }
        lines.sort(Line.BY_TIME);
        return lines;
    }

    private Path file(int number) {
        return folder.resolve(number + ".lines");
    }
}
