package io.graphrecall.loaders.dataset;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Knows of each line of a file how many earlier and later lines have the same key, in memory that does not grow with
 * the file. Keys are hashed to 128 bits and spilled to {@value #PARTITIONS} files by hash; each is then sorted on its
 * own, and only what repeats is kept, again on disk, ordered by line. Not thread-safe.
 */
final class RepeatIndex implements AutoCloseable {

    private static final int PARTITIONS = 128;
    private static final int BUFFER = 1 << 13;

    /**
     * How a line stands among those with its key.
     *
     * @param before how many come earlier
     * @param after  how many come later
     */
    record Repeat(int before, int after) {
        static final Repeat NONE = new Repeat(0, 0);
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
    private final List<Repeats> sources = new ArrayList<>();
    private final PriorityQueue<Repeats> next = new PriorityQueue<>(Comparator.comparingLong(Repeats::line));

    RepeatIndex() throws IOException {
        folder = Files.createTempDirectory("graph-recall-");
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Notes a line and its key. All lines are noted before {@link #sort}. */
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

    /** Ends the noting; from now on lines can be asked for. */
    void sort() throws IOException {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            DataOutputStream spill = spills[partition];
            if (spill != null) {
                spill.close();
                sort(partition);
            }
        }
    }

    /** How a line stands. Lines are asked for in rising order; those never noted have no repeat. */
    Repeat of(long line) throws IOException {
        Repeats first = next.peek();
        while (first != null && first.line() < line) {
            next.remove();
            advance(first);
            first = next.peek();
        }
        return first == null || first.line() > line ? Repeat.NONE : first.repeat();
    }

    @Override
    public void close() throws IOException {
        for (DataOutputStream spill : spills) {
            if (spill != null) {
                spill.close();
            }
        }
        for (Repeats source : sources) {
            source.in.close();
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            Files.deleteIfExists(file(partition, "keys"));
            Files.deleteIfExists(file(partition, "repeats"));
        }
        Files.delete(folder);
    }

    private void sort(int partition) throws IOException {
        Path keys = file(partition, "keys");
        List<Entry> entries = read(keys);
        Files.delete(keys);
        entries.sort(Entry.BY_KEY);
        List<long[]> repeats = new ArrayList<>();
        for (int start = 0, stop; start < entries.size(); start = stop) {
            stop = start + 1;
            while (stop < entries.size() && entries.get(stop).sameKey(entries.get(start))) {
                stop++;
            }
            for (int i = start; stop - start > 1 && i < stop; i++) {
                repeats.add(new long[] {entries.get(i).line(), i - start, stop - i - 1});
            }
        }
        if (!repeats.isEmpty()) {
            repeats.sort(Comparator.comparingLong(repeat -> repeat[0]));
            Path file = file(partition, "repeats");
            write(file, repeats);
            Repeats source = new Repeats(input(file));
            sources.add(source);
            advance(source);
        }
    }

    private void advance(Repeats source) throws IOException {
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

    private static void write(Path file, List<long[]> repeats) throws IOException {
        try (DataOutputStream out = output(file)) {
            for (long[] repeat : repeats) {
                out.writeLong(repeat[0]);
                out.writeInt((int) repeat[1]);
                out.writeInt((int) repeat[2]);
            }
        }
    }

    private Path file(int partition, String kind) {
        return folder.resolve(partition + "." + kind);
    }

    private static DataOutputStream output(Path file) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
    }

    private static DataInputStream input(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
    }

    /** The repeats of one partition, by line. */
    private static final class Repeats {

        private final DataInputStream in;
        private long line;
        private Repeat repeat = Repeat.NONE;

        private Repeats(DataInputStream in) {
            this.in = in;
        }

        private long line() {
            return line;
        }

        private Repeat repeat() {
            return repeat;
        }

        private boolean advance() throws IOException {
            try {
                line = in.readLong();
            } catch (EOFException e) {
                return false;
            }
            repeat = new Repeat(in.readInt(), in.readInt());
            return true;
        }
    }
}
