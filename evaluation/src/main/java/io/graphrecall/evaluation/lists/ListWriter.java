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
 * Writer of JSON Lines. {@link #commit()} renames the complete temporary file to its final name. Closing without a commit
 * deletes it. Not thread-safe.
 */
public final class ListWriter implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final ObjectWriter JSON = JsonMapper.builder()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build()
            .writer()
            .without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

    private final Path file;
    private final Path temporary;
    private final OutputStream out;
    private boolean committed;

    private ListWriter(Path file, Path temporary, OutputStream out) {
        this.file = file;
        this.temporary = temporary;
        this.out = out;
    }

    /** Opens a file. Creates its folder if missing. */
    public static ListWriter to(Path file) {
        try {
            Path temporary = file.toAbsolutePath().resolveSibling(file.getFileName() + ".unfinished");
            Files.createDirectories(Objects.requireNonNull(temporary.getParent()));
            return new ListWriter(
                    file, temporary, new BufferedOutputStream(Files.newOutputStream(temporary), BUFFER_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends a record as a line. */
    public void write(Record line) {
        try {
            out.write(JSON.writeValueAsBytes(line));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Renames the complete file to its final name. */
    public void commit() {
        try {
            out.close();
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
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
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
