package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.adapters.ColumnMapping;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.LockFile;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Loads the records of a dead-letter file again, by the same rules as {@link DataSetLoader}. Accepted records leave the
 * file; the others stay with their new reason, ordered by kind. The file is replaced at the end, so that a crash loses
 * nothing: the next replay writes the accepted records again, which changes nothing. Lines that other processes append
 * meanwhile stay in the file.
 *
 * <p>Equal events without {@code event_id} are separate events if they are different lines of a data-set folder, and the
 * same event if they are records of a topic.
 */
public final class DeadLetterReplay {

    private static final int BATCH = 2_000;

    private final GraphWriter writer;
    private final DataSet dataSet;
    private final Clock clock;
    private final ColumnMapping mapping;

    /**
     * Creates a replay into a graph.
     *
     * @param dataSet metadata of the graph, with the meaning of event times
     * @param clock   clock that detects future event times
     * @param mapping names of columns of the records
     */
    public DeadLetterReplay(GraphWriter writer, DataSet dataSet, Clock clock, ColumnMapping mapping) {
        this.writer = writer;
        this.dataSet = dataSet;
        this.clock = clock;
        this.mapping = mapping;
    }

    /**
     * Result of a replay.
     *
     * @param summary counts of the records
     * @param unknown number of lines that are kept because they are no dead letters, or their kind is unknown
     */
    public record Result(LoadSummary summary, long unknown) {

        /** Returns the result for the console, one statement per line. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>(summary.lines());
            if (unknown > 0) {
                lines.add("lines that are no record of a known kind: " + unknown + " kept");
            }
            return lines;
        }
    }

    /**
     * Writes the usable records to the graph and removes them from the file.
     *
     * @throws RecallException with code NOT_FOUND if there is no such file; CONFLICT if another replay of the file runs, or
     *         the file was replaced meanwhile
     */
    public Result run(Path file, Progress progress) {
        Path refused = file.resolveSibling("." + file.getFileName() + ".replay");
        checkExists(file);
        try {
            Result result = LockFile.tryHold(DeadLetterLock.of(refused), () -> run(file, refused, progress));
            if (result == null) {
                throw new RecallException(Code.CONFLICT,
                        refused + " is in use by another replay; wait for its end");
            }
            return result;
        } catch (IOException | UncheckedIOException e) {
            throw failed(file, e);
        }
    }

    private Result run(Path file, Path refused, Progress progress) throws IOException {
        try (DeadLetterSnapshot snapshot = DeadLetterSnapshot.of(file)) {
            writer.writeDataSetIfAbsent(dataSet);
            Result result;
            try (BufferedWriter out = Files.newBufferedWriter(refused)) {
                result = read(snapshot, progress, false, line -> {
                    try {
                        DeadLetters.write(line, out);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
            snapshot.replaceBy(refused);
            return result;
        } finally {
            Files.deleteIfExists(refused);
        }
    }

    /** Validates the records without writing anything. */
    public Result check(Path file, Progress progress) {
        checkExists(file);
        try (DeadLetterSnapshot snapshot = DeadLetterSnapshot.of(file)) {
            return read(snapshot, progress, true, line -> {
            });
        } catch (IOException | UncheckedIOException e) {
            throw failed(file, e);
        }
    }

    /** @param refused gets the lines to keep */
    private Result read(DeadLetterSnapshot snapshot, Progress progress, boolean isDryRun, Consumer<String> refused)
            throws IOException {
        LoadCounts counts = new LoadCounts();
        long unknown = 0;
        Set<RecordKind> kinds = EnumSet.noneOf(RecordKind.class);
        BufferedReader lines = snapshot.reader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            DeadLetter letter = DeadLetter.parse(line);
            RecordKind kind = letter == null ? null : letter.recordKind();
            if (kind != null) {
                kinds.add(kind);
            } else if (!line.isBlank()) {
                unknown++;
                refused.accept(line);
            }
        }
        LoadSession session = new LoadSession(false, (kind, letters) -> letters.forEach(
                letter -> refused.accept(refused(letter))), counts, progress);
        for (RecordType<?> type : RecordType.all(clock, dataSet.timestamps())) {
            if (kinds.contains(type.kind())) {
                read(snapshot, type, session, isDryRun);
            }
        }
        return new Result(counts.summary(dataSet), unknown);
    }

    private <R> void read(DeadLetterSnapshot snapshot, RecordType<R> type, LoadSession session, boolean isDryRun) {
        RecordKind kind = type.kind();
        RecordFile<R> records = new RecordFile<>(
                List.of(new RecordSource(snapshot.name() + ", " + kind.stem(),
                        () -> new DeadLetterReader(snapshot.reader(), kind))),
                new DeadLetterFormat<>(type, mapping.renaming(kind)), false);
        if (isDryRun) {
            CountingListener listener = new CountingListener(kind, session.counts(), session.progress());
            records.read(line -> session.progress().advance(1), listener);
            listener.end();
        } else {
            BatchLoader<R> loader = session.loader(type, BATCH, writer);
            records.read(loader::add, loader);
            loader.end();
        }
    }

    /** Returns the line of a refused record, with its new reason. The content of the letter is its line in the file. */
    private static String refused(DeadLetter letter) {
        return Objects.requireNonNull(DeadLetter.parse(letter.raw())).withReason(letter.reason()).json();
    }

    private static void checkExists(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new RecallException(Code.NOT_FOUND, "there is no file " + file);
        }
    }

    private static RecallException failed(Path file, Exception e) {
        return new RecallException(Code.UNAVAILABLE, file + " cannot be replayed: " + e.getMessage(), e);
    }
}
