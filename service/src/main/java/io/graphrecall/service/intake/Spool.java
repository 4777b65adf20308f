package io.graphrecall.service.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.graphrecall.generation.DurableFiles;
import io.graphrecall.loaders.dataset.DeadLetter;
import io.graphrecall.loaders.dataset.DeadLetters;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.loaders.ingest.Rejection;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.pipeline.log.LogLimit;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Posts that the graph could not take, in a file of the home. As soon as the graph responds, a thread writes them in their
 * order and in the same way as direct posts. As long as records wait, further posts go behind them. A crash repeats at
 * most the records of one batch, which the graph recognises. Thread-safe; calls block.
 *
 * <p>The file has the position of the first record that waits, in 19 digits, and then one record per line. Blank lines are
 * records of erased users. A line without its end was not acknowledged.
 */
public final class Spool implements AutoCloseable {

    /** File in a home. Its name lets an erasure overwrite lines, as in logs. */
    public static final String FILE = "spool.log";
    /** File in a home with the records that the graph refused. */
    public static final String DEAD_LETTERS = "spool-dead-letters.jsonl";

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final String KIND = "kind";
    private static final String RECORD = "record";
    private static final String HEADER = "%019d\n";
    private static final int HEADER_BYTES = 20;
    private static final int MAX_BATCH = 1000;
    private static final int MAX_BATCH_BYTES = 4 << 20;
    /** Time between two looks whether the graph responds. */
    private static final long PAUSE_MS = 100;
    /** Pause after a batch that the graph did not take. */
    private static final long RETRY_MS = 1000;

    private final Path file;
    private final SpoolSettings settings;
    private final DeadLetters deadLetters;
    private final BooleanSupplier graphResponds;
    private final Map<RecordKind, Function<List<JsonNode>, Receipt>> writers;
    private final Thread thread;
    private final LogLimit failures = new LogLimit(1, System::nanoTime);
    /** Null until the first record. Guarded by this object's lock, as are the fields below unless they are volatile. */
    private @Nullable FileChannel channel;
    /** Position after the last record. */
    private volatile long end = HEADER_BYTES;
    /** Position of the first record that waits. */
    private volatile long begin = HEADER_BYTES;
    /** Bytes that were appended since the start, and how many of them are on the disk. */
    private long appended;
    private volatile long forced;
    private final Object forcing = new Object();
    private volatile int records;
    private volatile boolean closed;

    /**
     * Opens the spool of a home. A file with records that wait is used also if the spool is not enabled.
     *
     * @param graphResponds false while a write would fail
     * @param writers       write the records of a kind, in order, as posts do
     * @throws RecallException UNAVAILABLE if the file cannot be read
     */
    public Spool(Path home, SpoolSettings settings, BooleanSupplier graphResponds,
            Map<RecordKind, Function<List<JsonNode>, Receipt>> writers) {
        file = home.resolve(FILE);
        this.settings = settings;
        deadLetters = new DeadLetters(home.resolve(DEAD_LETTERS));
        this.graphResponds = graphResponds;
        this.writers = Map.copyOf(writers);
        if (Files.exists(file)) {
            try {
                open();
            } catch (IOException e) {
                throw new RecallException(RecallException.Code.UNAVAILABLE, file + " cannot be read: " + e, e);
            }
        }
        thread = Thread.ofPlatform().name("spool").unstarted(this::run);
    }

    /** Starts to write the records that wait, as soon as the graph responds. */
    public void start() {
        if (records > 0) {
            LOG.warn("{} records wait in {}", records, file);
        }
        thread.start();
    }

    /** True if posts are kept on disk while the graph does not respond. */
    public boolean isEnabled() {
        return settings.enabled();
    }

    /** Number of records that wait. */
    public int records() {
        return records;
    }

    /** Bytes of the records that wait. */
    public long bytes() {
        return Math.max(0, end - begin);
    }

    /**
     * Checks before a write that does not go through the spool.
     *
     * @throws RecallException UNAVAILABLE while records wait, because they come first
     */
    public void checkEmpty() {
        if (records > 0) {
            throw new RecallException(RecallException.Code.UNAVAILABLE,
                    "%,d posted records wait in the spool and are written first".formatted(records));
        }
    }

    /**
     * Posts records, or keeps them on disk if the graph does not take them or others wait.
     *
     * @param sources the records as JSON; used only if the spool is enabled
     * @param post    posts the records
     * @throws RecallException as {@code post}; UNAVAILABLE also if the spool is full or cannot be written
     */
    public Receipt post(RecordKind kind, List<JsonNode> sources, Supplier<Receipt> post) {
        if (records > 0) {
            if (!isEnabled()) {
                checkEmpty();
            }
            if (append(kind, sources, records + " records wait in the spool", true)) {
                return spooled(sources);
            }
        }
        try {
            return post.get();
        } catch (RecallException e) {
            if (e.code() != RecallException.Code.UNAVAILABLE || !isEnabled()) {
                throw e;
            }
            append(kind, sources, String.valueOf(e.getMessage()), false);
            return spooled(sources);
        }
    }

    private static Receipt spooled(List<JsonNode> sources) {
        return new Receipt(sources.size(), List.of(), 0, null, null, true);
    }

    /**
     * @param behind true to append only if records wait
     * @return true if the records are on the disk
     */
    private boolean append(RecordKind kind, List<JsonNode> sources, String refusal, boolean behind) {
        byte[] lines = lines(kind, sources);
        long mine;
        synchronized (this) {
            if (behind && records == 0) {
                return false; // they have been written
            }
            if (end + lines.length > settings.maxSize()) {
                throw new RecallException(RecallException.Code.UNAVAILABLE,
                        refusal + "; the spool has no room for the post (recall.spool.max-size)");
            }
            try {
                write(open(), ByteBuffer.wrap(lines), end);
            } catch (IOException e) {
                removeTorn();
                throw cannotWrite(refusal, e);
            }
            end += lines.length;
            appended += lines.length;
            mine = appended;
            if (records == 0) {
                LOG.warn("Posts are kept in {}: {}", file, refusal);
            }
            records += sources.size();
        }
        force(mine, refusal);
        return true;
    }

    /** Removes what a failed write left. */
    private void removeTorn() {
        try {
            if (channel != null) {
                channel.truncate(end);
            }
        } catch (IOException e) {
            LOG.warn("{} may end with a record that was refused: {}", file, e.toString());
        }
    }

    private static byte[] lines(RecordKind kind, List<JsonNode> sources) {
        StringBuilder lines = new StringBuilder();
        for (JsonNode source : sources) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put(KIND, kind.stem());
            line.set(RECORD, source);
            lines.append(line).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns when the first bytes are on the disk. Posts that wait share one sync. */
    private void force(long bytes, String refusal) {
        synchronized (forcing) {
            if (forced < bytes) {
                long all;
                FileChannel current;
                synchronized (this) {
                    all = appended;
                    current = channel;
                }
                try {
                    if (current != null) {
                        current.force(false);
                    }
                } catch (IOException e) {
                    throw cannotWrite(refusal, e);
                }
                forced = all;
            }
        }
    }

    private RecallException cannotWrite(String refusal, IOException e) {
        return new RecallException(RecallException.Code.UNAVAILABLE, refusal + "; " + file + " cannot be written: " + e,
                e);
    }

    /** Opens the file, if it is not open, and finds its records. */
    private FileChannel open() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            boolean isNew = !Files.exists(file);
            open = FileChannel.open(file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    isNew ? new FileAttribute<?>[] {DurableFiles.OWNER_ONLY_FILE} : new FileAttribute<?>[0]);
            channel = open;
            if (open.size() < HEADER_BYTES) {
                clear();
            } else {
                begin = position(open);
                int lines = 0;
                end = begin;
                try (Lines rest = new Lines(begin, open.size())) {
                    for (byte[] line = rest.next(); line != null; line = rest.next()) {
                        lines++;
                        end = rest.position;
                    }
                }
                open.truncate(end); // a line without its end
                header(); // which a crash may have left behind the end
                records = lines;
            }
            if (isNew) {
                DurableFiles.syncFolder(file.toAbsolutePath().resolveSibling(""));
            }
        }
        return open;
    }

    private static long position(FileChannel channel) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        for (int read = 0; header.hasRemaining() && read >= 0;) {
            read = channel.read(header, header.position());
        }
        try {
            return Math.clamp(Long.parseLong(new String(header.array(), StandardCharsets.US_ASCII).strip()),
                    HEADER_BYTES, channel.size());
        } catch (NumberFormatException e) {
            throw new IOException("it does not begin with a position", e);
        }
    }

    private void run() {
        try {
            while (!closed) {
                if (records == 0 || !graphResponds.getAsBoolean()) {
                    Thread.sleep(PAUSE_MS);
                } else if (!drain()) {
                    Thread.sleep(RETRY_MS);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The spool is closed", e);
        }
    }

    /** Writes the next records. Returns false if the graph does not take them, or a file cannot be read or written. */
    private boolean drain() {
        try {
            if (records <= MAX_BATCH) {
                synchronized (this) { // later posts wait until the last ones are written
                    return write(batch());
                }
            }
            return write(batch());
        } catch (IOException | RuntimeException | Error e) {
            failures.log(LOG, Level.ERROR, "The records in " + file + " are not written yet", e);
            return false;
        }
    }

    private boolean write(Batch batch) throws IOException {
        if (!write(batch.kind, batch.lines, 0, batch.lines.size())) {
            return false;
        }
        synchronized (this) {
            begin = batch.end;
            records -= batch.count;
            if (begin == end) {
                clear();
                LOG.info("All records of {} are written", file);
            } else {
                header();
            }
        }
        return true;
    }

    /** Writes a part of a batch, in halves if it fails for a reason of a record. */
    private boolean write(RecordKind kind, List<Line> lines, int from, int to) {
        if (from == to) {
            return true;
        }
        try {
            Function<List<JsonNode>, Receipt> writer = writers.get(kind);
            if (writer == null) {
                throw new InvalidRecordException("", "is of an unknown kind");
            }
            Receipt receipt = writer.apply(lines.subList(from, to).stream().map(Line::record).toList());
            receipt.rejected().forEach(rejection -> refuse(kind, lines.get(from + rejection.index()), rejection));
            return true;
        } catch (RecallException e) {
            return switch (e.code()) {
                case UNAVAILABLE, OVERLOADED, CANCELLED -> false;
                default -> writeHalves(kind, lines, from, to, e);
            };
        } catch (RuntimeException e) {
            return writeHalves(kind, lines, from, to, e);
        }
    }

    private boolean writeHalves(RecordKind kind, List<Line> lines, int from, int to, RuntimeException failure) {
        if (to - from == 1) {
            refuse(kind, lines.get(from), new Rejection(0, String.valueOf(failure.getMessage())));
            return true;
        }
        int half = (from + to) / 2;
        return write(kind, lines, from, half) && write(kind, lines, half, to);
    }

    private void refuse(RecordKind kind, Line line, Rejection rejection) {
        deadLetters.append(kind, List.of(new DeadLetter(FILE, line.at, null, rejection.reason(),
                line.record().toString(), null)));
    }

    /**
     * Records of one kind.
     *
     * @param count number of lines, blank ones included
     * @param end   position after them
     */
    private record Batch(RecordKind kind, List<Line> lines, int count, long end) {}

    /**
     * A record that waits.
     *
     * @param at position in the file
     */
    private record Line(long at, RecordKind kind, JsonNode record) {

        /** A line that a broken disk changed is an event that is no object, and so becomes a dead letter. */
        static Line of(long at, String text) {
            try {
                JsonNode line = StrictJson.parse(text);
                return new Line(at, RecordKind.valueOf(line.path(KIND).asText().toUpperCase(Locale.ROOT)),
                        line.path(RECORD));
            } catch (InvalidRecordException | IllegalArgumentException e) {
                return new Line(at, RecordKind.EVENTS, TextNode.valueOf(text));
            }
        }
    }

    private Batch batch() throws IOException {
        long from;
        long to;
        synchronized (this) {
            from = begin;
            to = end;
        }
        RecordKind kind = null;
        List<Line> lines = new ArrayList<>();
        int count = 0;
        try (Lines rest = new Lines(from, to)) {
            long at = from;
            for (byte[] bytes = rest.next(); bytes != null; bytes = rest.next()) {
                String text = new String(bytes, StandardCharsets.UTF_8);
                if (!text.isBlank()) {
                    Line line = Line.of(at, text);
                    if (kind != null && line.kind != kind) {
                        return new Batch(kind, lines, count, at);
                    }
                    kind = line.kind;
                    lines.add(line);
                }
                count++;
                at = rest.position;
                if (count == MAX_BATCH || at - from > MAX_BATCH_BYTES) {
                    break;
                }
            }
            return new Batch(kind == null ? RecordKind.EVENTS : kind, lines, count, at);
        }
    }

    /** Reads lines of a part of the file. */
    private final class Lines implements AutoCloseable {

        private final InputStream in;
        private final long to;
        /** Position after the last line that was returned. */
        private long position;

        Lines(long from, long to) throws IOException {
            FileChannel source = FileChannel.open(file, StandardOpenOption.READ).position(from);
            in = new BufferedInputStream(Channels.newInputStream(source), 1 << 16);
            position = from;
            this.to = to;
        }

        /** Returns the next complete line, without its end; null if there is none. */
        byte @Nullable [] next() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            while (position + line.size() < to) {
                int next = in.read();
                if (next < 0) {
                    return null;
                }
                if (next == '\n') {
                    position += line.size() + 1;
                    return line.toByteArray();
                }
                line.write(next);
            }
            return null;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private void clear() throws IOException {
        begin = HEADER_BYTES;
        end = HEADER_BYTES;
        records = 0;
        FileChannel open = channel;
        if (open != null) {
            open.truncate(HEADER_BYTES); // first: with the new position alone, a crash would repeat all records
            header();
        }
    }

    private void header() throws IOException {
        FileChannel open = channel;
        if (open != null) {
            write(open, ByteBuffer.wrap(HEADER.formatted(begin).getBytes(StandardCharsets.US_ASCII)), 0);
            open.force(false);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        for (long position = at; bytes.hasRemaining();) {
            position += channel.write(bytes, position);
        }
    }

    /** Stops writing. Records that wait are written after the next start. */
    @Override
    public void close() {
        closed = true;
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join();
            }
            synchronized (this) {
                if (channel != null) {
                    channel.close();
                    channel = null;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
