package io.graphrecall.loaders.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.graphrecall.schema.InvalidRecordException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * File of records that can be read repeatedly.
 *
 * @param name   file name within its folder
 * @param opener opens the file
 */
public record RecordSource(String name, Opener opener) {

    /** Opens a reader at the start of the file. */
    @FunctionalInterface
    public interface Opener {
        RecordReader open() throws IOException;
    }

    /** Creates a source of JSON objects, one per line, plain or gzipped. */
    public static RecordSource jsonLines(Path file) {
        return new RecordSource(nameOf(file), () -> new JsonLines(LineReader.open(file, StandardCharsets.UTF_8)));
    }

    /**
     * Creates a source of delimited rows, plain or gzipped. Each column becomes a text field.
     *
     * @param required columns that a header must contain
     */
    public static RecordSource rows(Path file, Dialect dialect, List<String> required) {
        return rows(file, dialect, HeaderCheck.of(required));
    }

    /** Creates a source of delimited rows whose header passes a check. */
    public static RecordSource rows(Path file, Dialect dialect, HeaderCheck header) {
        return new RecordSource(nameOf(file),
                () -> new DelimitedRows(LineReader.open(file, dialect.fallback()), dialect, header));
    }

    /** Creates a source of the rows of a Parquet file. Each column becomes a field. */
    public static RecordSource parquet(Path file) {
        return new RecordSource(nameOf(file), () -> ParquetRows.open(file));
    }

    /** Opens a reader at the start of the file. */
    public RecordReader open() throws IOException {
        return opener.open();
    }

    /**
     * Returns a source whose records are mapped one to one and keep their order.
     *
     * @param mapping throws {@link InvalidRecordException} if a record is unusable
     */
    public RecordSource map(UnaryOperator<JsonNode> mapping) {
        return new RecordSource(name, () -> new MappedRecords(open(), json -> List.of(mapping.apply(json)), true));
    }

    /** Returns a source in which some records are left out. */
    public RecordSource without(Predicate<JsonNode> leftOut) {
        return map(json -> leftOut.test(json) ? MissingNode.getInstance() : json);
    }

    /**
     * Returns a source whose records are mapped to any number of records.
     *
     * @param mapping called once per reader
     */
    public RecordSource flatMap(Supplier<RecordMapping> mapping) {
        return new RecordSource(name, () -> new MappedRecords(open(), mapping.get(), false));
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }
}
