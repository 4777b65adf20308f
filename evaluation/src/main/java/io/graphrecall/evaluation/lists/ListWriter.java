package io.graphrecall.evaluation.lists;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.loaders.parquet.ParquetFile;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;

/**
 * Writer of records: JSON Lines, or Parquet for a file name that ends with {@code .parquet}. {@link #commit()} renames the
 * complete temporary file to its final name. Closing without a commit deletes it. Not thread-safe.
 */
public final class ListWriter<T extends Record> implements AutoCloseable {

    private static final String PARQUET = ".parquet";
    private static final int BUFFER_BYTES = 1 << 16;
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

    private final Path file;
    private final Path temporary;
    private final Format<T> out;
    private boolean committed;

    private ListWriter(Path file, Path temporary, Format<T> out) {
        this.file = file;
        this.temporary = temporary;
        this.out = out;
    }

    /** Opens a file of JSON Lines. Creates its folder if missing. */
    public static <T extends Record> ListWriter<T> to(Path file) {
        return to(file, null);
    }

    /**
     * Opens a file in the format of its name. Creates its folder if missing.
     *
     * @param table rows of a Parquet file; null for JSON Lines
     * @throws RecallException with code INVALID if the file cannot be written
     */
    public static <T extends Record> ListWriter<T> to(Path file, @Nullable ListTable<T> table) {
        if (Files.isDirectory(file)) {
            throw new RecallException(Code.INVALID,
                    "cannot write " + file + ": it is a folder; give the name of a file");
        }
        Path temporary = file.toAbsolutePath().resolveSibling(file.getFileName() + ".unfinished");
        try {
            Files.createDirectories(Objects.requireNonNull(temporary.getParent()));
            return new ListWriter<>(file, temporary, table != null && file.toString().endsWith(PARQUET)
                    ? new Rows<>(table, temporary)
                    : new Lines<>(temporary));
        } catch (IOException e) {
            throw new RecallException(Code.INVALID, "cannot write " + file + ": " + e, e);
        }
    }

    /**
     * Appends a record.
     *
     * @throws RecallException with code CANCELLED if the thread is interrupted
     */
    public void write(T record) {
        if (Thread.currentThread().isInterrupted()) {
            throw new RecallException(Code.CANCELLED, "interrupted");
        }
        try {
            out.write(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Appends records.
     *
     * @param lines a {@link #line} per record
     * @param type  type of the records
     * @throws RecallException with code CANCELLED if the thread is interrupted
     */
    void writeLines(byte[] lines, Class<T> type) {
        try {
            if (out instanceof Lines<T> file) {
                file.write(lines);
            } else {
                try (MappingIterator<T> records = JSON.readerFor(type).readValues(lines)) {
                    while (records.hasNext()) {
                        write(records.next());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a record as a line of a JSON Lines file. */
    static byte[] line(Record record) {
        try {
            byte[] json = JSON.writeValueAsBytes(record);
            byte[] line = Arrays.copyOf(json, json.length + 1);
            line[json.length] = '\n';
            return line;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Renames the complete file to its final name. */
    public void commit() {
        try {
            out.finish();
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
            try {
                out.close();
            } finally {
                if (!committed) {
                    Files.deleteIfExists(temporary);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** File in one format. */
    private interface Format<T> extends Closeable {

        void write(T record) throws IOException;

        /** Writes what follows the last record, if the format has anything there. */
        default void finish() throws IOException {}
    }

    private static final class Lines<T extends Record> implements Format<T> {

        private final OutputStream out;

        Lines(Path path) throws IOException {
            out = new BufferedOutputStream(Files.newOutputStream(path), BUFFER_BYTES);
        }

        @Override
        public void write(T record) throws IOException {
            write(line(record));
        }

        void write(byte[] lines) throws IOException {
            out.write(lines);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private static final class Rows<T> implements Format<T> {

        private final ListTable<T> table;
        private final ParquetFile out;

        Rows(ListTable<T> table, Path path) throws IOException {
            this.table = table;
            this.out = ParquetFile.create(path, table.columns());
        }

        @Override
        public void write(T record) throws IOException {
            for (@Nullable
            Object[] row : table.rows().apply(record)) {
                out.write(row);
            }
        }

        @Override
        public void finish() throws IOException {
            out.finish();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
