package io.graphrecall.loaders.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads rows of columns. An empty column, and {@code \N}, counts as absent. A line that repeats the header, as in files
 * that were joined, is skipped. If a row that spans several lines because of its quotes is invalid, only its first line is
 * reported and reading continues with the second. A stray quote therefore costs only its own line.
 */
final class DelimitedRows implements RecordReader {

    /** Maximum number of lines in one row. A longer row is treated as a stray quote. */
    private static final int MAX_ROW_LINES = 1000;
    /** Null in the files of Hive, MySQL and PostgreSQL. */
    private static final String NULL = "\\N";

    private final LineReader lines;
    private Dialect dialect;
    private final HeaderCheck headerCheck;
    private final Deque<RawLine> pushedBack = new ArrayDeque<>();
    private @Nullable List<String> columns;
    /** Header as a line, also with a byte order mark. Empty before it, and for one column, whose values may equal its name. */
    private Set<String> headers = Set.of();
    private boolean ended;

    DelimitedRows(LineReader lines, Dialect dialect, HeaderCheck headerCheck) {
        this.lines = lines;
        this.dialect = dialect;
        this.headerCheck = headerCheck;
        columns = dialect.columns().isEmpty() ? null : dialect.columns();
    }

    @Override
    public @Nullable RawRecord next() throws IOException {
        while (!ended) {
            RawLine line = nextRow();
            if (line == null) {
                break;
            }
            // Without its header, no row can be read.
            ended = columns == null && line.error() != null;
            RawRecord record = line.error() != null
                    ? RawRecord.invalid(line.number(), line.text(), line.error())
                    : columns == null ? header(line) : row(line, columns);
            if (record != null) {
                return record;
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** Reads the column names. Returns null if they are valid, otherwise an invalid record that ends the file. */
    private @Nullable RawRecord header(RawLine line) {
        String error;
        dialect = dialect.of(line.text());
        try {
            List<String> cells = dialect.split(line.text());
            if (cells == null) {
                error = "is not a valid header: a quote is not closed";
            } else {
                List<String> names = names(cells);
                error = error(names);
                columns = names;
                headers = names.size() > 1 ? Set.of(line.text(), "\ufeff" + line.text()) : Set.of();
            }
        } catch (IllegalArgumentException e) {
            error = "is not a valid header: " + e.getMessage();
        }
        if (error == null) {
            return null;
        }
        ended = true;
        return RawRecord.invalid(line.number(), line.text(), error + RawRecord.SKIPPED);
    }

    private static List<String> names(List<String> cells) {
        List<String> names = new ArrayList<>(cells.size());
        for (String cell : cells) {
            names.add(cell.isBlank() ? "column " + (names.size() + 1) : cell.strip());
        }
        return names;
    }

    private @Nullable String error(List<String> names) {
        Set<String> distinct = new HashSet<>();
        for (String name : names) {
            if (!distinct.add(name)) {
                return "is a header with duplicate column '" + name + "'";
            }
        }
        String missing = headerCheck.error(names);
        return missing == null || names.size() > 1
                ? missing
                : missing + "; the expected separator is '" + dialect.separator() + "'";
    }

    private RawRecord row(RawLine first, List<String> names) throws IOException {
        StringBuilder text = new StringBuilder(first.text());
        List<RawLine> continuation = new ArrayList<>();
        String error;
        try {
            List<String> cells = dialect.split(first.text());
            while (cells == null) {
                RawLine more = continuation.size() < MAX_ROW_LINES && text.length() < LineReader.MAX_LINE_BYTES
                        ? line()
                        : null;
                if (more != null) {
                    continuation.add(more);
                }
                if (more == null || more.error() != null) {
                    throw new IllegalArgumentException("has a quote that is not closed");
                }
                text.append('\n').append(more.text());
                cells = closes(more.text()) ? dialect.split(text.toString()) : null;
            }
            if (cells.size() == names.size()) {
                return RawRecord.of(first.number(), text.toString(), json(names, cells));
            }
            error = "has " + cells.size() + " columns, but the header has " + names.size();
        } catch (IllegalArgumentException e) {
            error = String.valueOf(e.getMessage());
        }
        for (int i = continuation.size() - 1; i >= 0; i--) {
            pushedBack.addFirst(continuation.get(i));
        }
        return RawRecord.invalid(first.number(), first.text(), error);
    }

    /** Returns true if a line can close a quote that an earlier line opened. */
    private static boolean closes(String text) {
        return text.indexOf('"') >= 0;
    }

    private static ObjectNode json(List<String> names, List<String> cells) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty() && !cells.get(i).equals(NULL)) {
                json.put(names.get(i), cells.get(i));
            }
        }
        return json;
    }

    private @Nullable RawLine nextRow() throws IOException {
        RawLine line = line();
        while (line != null && (line.isBlank() || headers.contains(line.text()))) {
            line = line();
        }
        return line;
    }

    private @Nullable RawLine line() throws IOException {
        return pushedBack.isEmpty() ? lines.line() : pushedBack.removeFirst();
    }
}
