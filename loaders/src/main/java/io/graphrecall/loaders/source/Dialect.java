package io.graphrecall.loaders.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import org.jspecify.annotations.Nullable;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Format of a file of rows.
 *
 * @param separator text between two columns
 * @param quoted    true if a column may be enclosed in double quotes and then contain separators, line breaks and
 *                  doubled quotes
 * @param columns   column names; empty if the file's first row contains them
 * @param fallback  charset of lines that are not UTF-8; UTF-8 to reject them
 */
public record Dialect(String separator, boolean quoted, List<String> columns, Charset fallback) {

    /** Comma-separated values (RFC 4180) in UTF-8 with a header. A header without commas may have another separator. */
    public static final Dialect CSV = new Dialect(",", true, List.of(), StandardCharsets.UTF_8);

    /** As {@link #CSV}, separated by tabs. A header without tabs may have another separator. */
    public static final Dialect TSV = new Dialect("\t", true, List.of(), StandardCharsets.UTF_8);

    /**
     * Sentinel appended to a row. If the last column ends with it, a quote is still open. Does not occur in usable
     * text. It begins with a carriage return: FastCSV takes a line feed after a column with a quoted carriage return for
     * the rest of that line break.
     */
    private static final String END = "\r\u0000";

    public Dialect {
        if (separator.isEmpty()) {
            throw new IllegalArgumentException("separator is empty");
        }
        columns = List.copyOf(columns);
    }

    /** Creates a dialect without quotes and with fixed columns. */
    public static Dialect plain(String separator, Charset fallback, String... columns) {
        return new Dialect(separator, false, List.of(columns), fallback);
    }

    /** Returns this dialect with the separator of a header: its own, or else a comma, a tab or a semicolon. */
    Dialect of(String header) {
        return !quoted
                ? this
                : Stream.of(separator, ",", "\t", ";").filter(header::contains).findFirst()
                        .map(found -> new Dialect(found, quoted, columns, fallback)).orElse(this);
    }

    /**
     * Splits a row into its columns. Returns null if the row ends inside quotes.
     *
     * @throws IllegalArgumentException with the predicate of an error message about the row
     */
    @Nullable
    List<String> split(String row) {
        if (!quoted) {
            return List.of(row.split(Pattern.quote(separator), -1));
        }
        CsvReader.CsvReaderBuilder reader = CsvReader.builder().fieldSeparator(separator).skipEmptyLines(false)
                .allowMissingFields(true).allowExtraFields(true).maxBufferSize(2 * LineReader.MAX_LINE_BYTES);
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
            throw new IllegalArgumentException("has text after a closing quote", e);
        }
    }
}
