package io.graphrecall.evaluation.lists;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * Writes records as JSON Lines: lists of recall, or of neighbours. The file appears under its name when it is complete: {@link #commit()} renames it, and
 * closing without that removes it. Not thread-safe.
 */
public final class ListWriter implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final ObjectWriter JSON = JsonMapper.builder()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build()
            .writer()
            .without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

    private final Path file;
    private final Path unfinished;
    private final OutputStream out;
    private boolean committed;

    private ListWriter(Path file, Path unfinished, OutputStream out) {
        this.file = file;
        this.unfinished = unfinished;
        this.out = out;
    }

    /** Begins a file, in a folder that is made where it is lacking. */
    public static ListWriter to(Path file) {
        try {
            Path unfinished = file.toAbsolutePath().resolveSibling(file.getFileName() + ".unfinished");
            Files.createDirectories(Objects.requireNonNull(unfinished.getParent()));
            return new ListWriter(
                    file, unfinished, new BufferedOutputStream(Files.newOutputStream(unfinished), BUFFER_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends a line. */
    public void write(Record line) {
        try {
            out.write(JSON.writeValueAsBytes(line));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the complete file its name. */
    public void commit() {
        try {
            out.close();
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            committed = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
            if (!committed) {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
