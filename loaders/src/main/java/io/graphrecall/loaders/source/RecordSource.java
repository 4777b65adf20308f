package io.graphrecall.loaders.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.format.InvalidRecordException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A file of records, which can be read again and again.
 *
 * @param name    the file's name within its folder
 * @param opening begins a reading
 */
public record RecordSource(String name, Opening opening) {

    /** Begins a reading. */
    @FunctionalInterface
    public interface Opening {
        RecordReader open() throws IOException;
    }

    /** A file of JSON objects, one a line, gzipped or not. */
    public static RecordSource jsonLines(Path file) {
        return new RecordSource(nameOf(file), () -> new JsonLines(LineReader.open(file, StandardCharsets.UTF_8)));
    }

    /**
     * A file of rows, gzipped or not; a field for every column, texts all.
     *
     * @param required columns that a header must name
     */
    public static RecordSource rows(Path file, Dialect dialect, List<String> required) {
        return new RecordSource(nameOf(file),
                () -> new DelimitedRows(LineReader.open(file, dialect.charset()), dialect, required));
    }

    /** A Parquet file; a field for every column. */
    public static RecordSource parquet(Path file) {
        return new RecordSource(nameOf(file), () -> ParquetRows.open(file));
    }

    /** Begins a reading. */
    public RecordReader open() throws IOException {
        return opening.open();
    }

    /**
     * A source whose records become others one by one and keep their places in the order.
     *
     * @param mapping throws {@link InvalidRecordException} where a record cannot be used
     */
    public RecordSource with(UnaryOperator<JsonNode> mapping) {
        return new RecordSource(name, () -> new MappedRecords(open(), json -> List.of(mapping.apply(json)), true));
    }

    /**
     * A source whose records become any number of others.
     *
     * @param mapping asked for a new mapping at every reading
     */
    public RecordSource expanded(Supplier<RecordMapping> mapping) {
        return new RecordSource(name, () -> new MappedRecords(open(), mapping.get(), false));
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }
}
