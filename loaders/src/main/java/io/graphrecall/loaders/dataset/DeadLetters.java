package io.graphrecall.loaders.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.Sha256;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** Dead letters of a file, for an operator who corrects them one by one. Thread-safe. */
public final class DeadLetters {

    /** Name of the file of {@code recall load} in a home. */
    public static final String FILE = "dead-letters.jsonl";

    /** Maximum number of characters of a line whose record is returned. */
    private static final int MAX_CHARACTERS = 1 << 16;

    private final Path path;

    public DeadLetters(Path path) {
        this.path = path;
    }

    /**
     * A dead letter.
     *
     * @param id     hash of the line
     * @param kind   kind of the record, such as {@code events}; null if it is unknown
     * @param file   file name within the data-set folder, or topic and partition
     * @param line   line number from 1, or offset
     * @param raw    content of the line; null if it is too long
     * @param record the record in the data format; null if it could not be read, is too long, or {@code raw} is this record
     */
    public record Entry(
            String id, @Nullable String kind, String file, long line, String reason, @Nullable String raw,
            @Nullable JsonNode record) {

        private static Entry of(String line, DeadLetter letter) {
            boolean isShort = line.length() <= MAX_CHARACTERS;
            return new Entry(Sha256.hex(line), letter.recordKind() == null ? null : letter.recordKind().stem(),
                    letter.file(), letter.line(), letter.reason(), isShort ? letter.raw() : null,
                    isShort ? letter.record() : null);
        }
    }

    /**
     * Dead letters of a file.
     *
     * @param total  number of all
     * @param latest the last ones, the newest first
     */
    public record Listing(long total, List<Entry> latest) {}

    /** Returns the last dead letters. A file that does not exist has none. */
    public Listing latest(int limit) {
        if (!Files.exists(path)) {
            return new Listing(0, List.of());
        }
        Deque<String> last = new ArrayDeque<>();
        long total = 0;
        try (DeadLetterSnapshot snapshot = DeadLetterSnapshot.of(path)) {
            BufferedReader lines = snapshot.reader();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    total++;
                    last.addFirst(line);
                    if (last.size() > limit) {
                        last.removeLast();
                    }
                }
            }
        } catch (NoSuchFileException e) {
            return new Listing(0, List.of());
        } catch (IOException e) {
            throw DeadLetterFile.failed(path, e);
        }
        List<Entry> entries = new ArrayList<>();
        for (String line : last) {
            DeadLetter letter = DeadLetter.parse(line);
            if (letter != null) {
                entries.add(Entry.of(line, letter));
            }
        }
        return new Listing(total, entries);
    }

    /**
     * Appends records of a kind, and forces them to the disk.
     *
     * @throws RecallException with code UNAVAILABLE if the file cannot be written
     */
    public void append(RecordKind kind, List<DeadLetter> letters) {
        DeadLetterFile.appending(path).write(kind, letters);
    }

    /**
     * Removes a dead letter.
     *
     * @return true if the file had it
     * @throws RecallException with code CONFLICT if the file was replaced meanwhile
     */
    public boolean remove(String id) {
        return keep(line -> !Sha256.hex(line).equals(id));
    }

    /**
     * Removes the dead letters of some kinds, and lines that are no dead letters.
     *
     * @throws RecallException with code CONFLICT if the file was replaced meanwhile
     */
    void removeAll(Predicate<RecordKind> kinds) {
        keep(line -> {
            DeadLetter letter = DeadLetter.parse(line);
            RecordKind kind = letter == null ? null : letter.recordKind();
            return kind != null && !kinds.test(kind);
        });
    }

    /** Removes the other lines. Returns true if there were any. */
    private boolean keep(Predicate<String> kept) {
        Path file = path.resolveSibling("." + path.getFileName() + ".removal");
        if (!Files.exists(path)) {
            return false;
        }
        try {
            return DeadLetterLock.hold(file, () -> keep(kept, file));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw DeadLetterFile.failed(path, e);
        }
    }

    /** @param file receives the kept lines */
    private boolean keep(Predicate<String> kept, Path file) throws IOException {
        try (DeadLetterSnapshot snapshot = DeadLetterSnapshot.of(path)) {
            boolean isFound = false;
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                BufferedReader lines = snapshot.reader();
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (kept.test(line)) {
                        write(line, out);
                    } else {
                        isFound = true;
                    }
                }
            }
            if (isFound) {
                snapshot.replaceBy(file);
            }
            return isFound;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Appends a line. */
    static void write(String line, BufferedWriter out) throws IOException {
        out.write(line);
        out.write('\n');
    }
}
