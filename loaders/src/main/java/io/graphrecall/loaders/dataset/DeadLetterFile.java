package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * File of unusable records in JSON Lines. It is created with the first record. Several processes may append to it, and
 * another one may replace it between two writes. Thread-safe.
 */
final class DeadLetterFile {

    private final Path path;
    private final @Nullable String folder;

    private DeadLetterFile(Path path, @Nullable String folder) {
        this.path = path;
        this.folder = folder;
    }

    /**
     * Creates a file that replaces the dead letters of earlier loads of the kinds in a folder.
     *
     * @param folder data-set folder of the records
     */
    static DeadLetterFile replacing(Path path, DataSetFolder folder) {
        new DeadLetters(path).removeAll(folder::has);
        return new DeadLetterFile(path, folder.path().toAbsolutePath().normalize().toString());
    }

    /** Creates a file that appends to the one of an earlier load. */
    static DeadLetterFile appending(Path path) {
        return new DeadLetterFile(path, null);
    }

    void write(RecordKind kind, List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        letters.forEach(letter -> lines.append(letter.json(kind, folder)).append('\n'));
        try {
            Files.createDirectories(path.toAbsolutePath().resolveSibling(""));
            DeadLetterLock.hold(path, () -> append(lines.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /**
     * Appends lines, after the end of a line that a crash tore, and forces them to the disk: a topic does not deliver their
     * records again. Returns the new length.
     */
    private long append(byte[] lines) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            if (file.length() > 0) {
                file.seek(file.length() - 1);
                if (file.read() != '\n') {
                    file.write('\n');
                }
            }
            file.write(lines);
            file.getFD().sync();
            return file.length();
        }
    }

    static RecallException failed(Path path, IOException e) {
        return new RecallException(Code.UNAVAILABLE, path + " cannot be written: " + e.getMessage(), e);
    }
}
