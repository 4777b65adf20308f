package io.graphrecall.loaders.dataset;

import io.graphrecall.schema.Sha256;
import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Number of earlier and later lines with the same key for each line of a file. Keys are hashed to 128 bits and spilled to
 * {@value #PARTITIONS} files by hash. Each partition is sorted separately, so that memory has one line in
 * {@value #PARTITIONS} at a time, and only duplicates are kept on disk, ordered by line. Not thread-safe.
 */
final class DuplicateIndex implements AutoCloseable {

    private static final int PARTITIONS = 128;
    private static final int BUFFER = 1 << 13;

    /**
     * Numbers of other lines with the same key.
     *
     * @param earlier number of earlier lines
     * @param later   number of later lines
     */
    record Duplicates(int earlier, int later) {
        static final Duplicates NONE = new Duplicates(0, 0);
    }

    private record Entry(long high, long low, long line) {
        static final Comparator<Entry> BY_KEY = Comparator.comparingLong(Entry::high).thenComparingLong(Entry::low)
                .thenComparingLong(Entry::line);

        boolean sameKey(Entry other) {
            return high == other.high && low == other.low;
        }
    }

    private final Path folder;
    private final MessageDigest digest;
    private final @Nullable DataOutputStream[] spills = new DataOutputStream[PARTITIONS];
    private final List<PartitionReader> sources = new ArrayList<>();
    private final PriorityQueue<PartitionReader> next = new PriorityQueue<>(
            Comparator.comparingLong(reader -> reader.line));

    DuplicateIndex() throws IOException {
        folder = Files.createTempDirectory("graph-recall-");
        digest = Sha256.newDigest();
    }

    /** Adds a line with its key. All lines are added before {@link #sort}. */
    void add(String key, long line) throws IOException {
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
        long high = hash.getLong();
        long low = hash.getLong();
        int partition = (int) (high >>> 1) & PARTITIONS - 1;
        DataOutputStream spill = spills[partition];
        if (spill == null) {
            spill = output(file(partition, "keys"));
            spills[partition] = spill;
        }
        spill.writeLong(high);
        spill.writeLong(low);
        spill.writeLong(line);
    }

    /** Sorts the added lines. Must be called before {@link #of}. */
    void sort() throws IOException {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            DataOutputStream spill = spills[partition];
            if (spill != null) {
                spill.close();
                sort(partition);
            }
        }
    }

    /**
     * Returns the duplicates of a line. Lines must be requested in ascending order. Lines that were not added have
     * none.
     */
    Duplicates of(long line) throws IOException {
        PartitionReader lowest = next.peek();
        while (lowest != null && lowest.line < line) {
            next.remove();
            advance(lowest);
            lowest = next.peek();
        }
        return lowest == null || lowest.line > line ? Duplicates.NONE : lowest.duplicates;
    }

    @Override
    public void close() throws IOException {
        for (DataOutputStream spill : spills) {
            if (spill != null) {
                spill.close();
            }
        }
        for (PartitionReader source : sources) {
            source.in.close();
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            Files.deleteIfExists(file(partition, "keys"));
            Files.deleteIfExists(file(partition, "duplicates"));
        }
        Files.delete(folder);
    }

    private void sort(int partition) throws IOException {
        Path keys = file(partition, "keys");
        List<Entry> entries = read(keys);
        Files.delete(keys);
        entries.sort(Entry.BY_KEY);
        List<long[]> duplicates = new ArrayList<>();
        for (int start = 0, stop; start < entries.size(); start = stop) {
            stop = start + 1;
            while (stop < entries.size() && entries.get(stop).sameKey(entries.get(start))) {
                stop++;
            }
            for (int i = start; stop - start > 1 && i < stop; i++) {
                duplicates.add(new long[] {entries.get(i).line(), i - start, stop - i - 1});
            }
        }
        if (!duplicates.isEmpty()) {
            duplicates.sort(Comparator.comparingLong(entry -> entry[0]));
            Path file = file(partition, "duplicates");
            write(file, duplicates);
            PartitionReader source = new PartitionReader(input(file));
            sources.add(source);
            advance(source);
        }
    }

    private void advance(PartitionReader source) throws IOException {
        if (source.advance()) {
            next.add(source);
        }
    }

    private static List<Entry> read(Path keys) throws IOException {
        int count = (int) (Files.size(keys) / (3 * Long.BYTES));
        List<Entry> entries = new ArrayList<>(count);
        try (DataInputStream in = input(keys)) {
            for (int i = 0; i < count; i++) {
                entries.add(new Entry(in.readLong(), in.readLong(), in.readLong()));
            }
        }
        return entries;
    }

    private static void write(Path file, List<long[]> duplicates) throws IOException {
        try (DataOutputStream out = output(file)) {
            for (long[] entry : duplicates) {
                out.writeLong(entry[0]);
                out.writeInt((int) entry[1]);
                out.writeInt((int) entry[2]);
            }
        }
    }

    private Path file(int partition, String kind) {
        return folder.resolve(partition + "." + kind);
    }

    private static DataOutputStream output(Path file) throws IOException {
        // An interrupt does not close this stream, so that the file can be closed and deleted.
        return new DataOutputStream(new BufferedOutputStream(new FileOutputStream(file.toFile()), BUFFER));
    }

    private static DataInputStream input(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
    }

    /** Reader of the duplicates of one partition, by line. */
    private static final class PartitionReader {

        private final DataInputStream in;
        private long line;
        private Duplicates duplicates = Duplicates.NONE;

        private PartitionReader(DataInputStream in) {
            this.in = in;
        }

        private boolean advance() throws IOException {
            try {
                line = in.readLong();
            } catch (EOFException e) {
                return false;
            }
            duplicates = new Duplicates(in.readInt(), in.readInt());
            return true;
        }
    }
}
