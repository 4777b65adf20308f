package io.graphrecall.loaders.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import org.jspecify.annotations.Nullable;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a file of rows is written.
 *
 * @param separator stands between two columns
 * @param quoted    whether a column may stand in double quotes and then hold separators, line ends and, doubled, quotes
 * @param columns   the names of the columns; empty where the file's first row names them
 */
public record Dialect(String separator, boolean quoted, List<String> columns, Charset charset) {

    /** Comma-separated values as RFC 4180 has them, in UTF-8, with a header. */
    public static final Dialect CSV = new Dialect(",", true, List.of(), StandardCharsets.UTF_8);

    /** Never part of a text that is worth loading, so its last column tells whether a quote is still open. */
    private static final String END = "\n\u0000";

    public Dialect {
        if (separator.isEmpty()) {
            throw new IllegalArgumentException("separator is empty");
        }
        columns = List.copyOf(columns);
    }

    /** Columns without quotes and with a fixed meaning. */
    public static Dialect plain(String separator, Charset charset, String... columns) {
        return new Dialect(separator, false, List.of(columns), charset);
    }

    /**
     * The columns of a row, or null where it ends within quotes.
     *
     * @throws IllegalArgumentException with a predicate of the row as its message
     */
    @Nullable
    List<String> split(String row) {
        if (!quoted) {
            return List.of(row.split(Pattern.quote(separator), -1));
        }
        CsvReader.CsvReaderBuilder reader = CsvReader.builder().fieldSeparator(separator).skipEmptyLines(false)
                .maxBufferSize(2 * LineReader.LONGEST);
        try {
            List<String> cells = reader.ofSingleCsvRecord(row + END).getFields();
            if (cells.getLast().endsWith(END)) {
                return null;
            }
            if (row.indexOf('\r') >= 0 && reader.ofCsvRecord(row).stream().count() > 1) {
                throw new IllegalArgumentException("has a carriage return outside quotes");
            }
            return cells;
        } catch (CsvParseException e) {
            throw new IllegalArgumentException("has something behind a closing quote", e);
        }
    }
}
