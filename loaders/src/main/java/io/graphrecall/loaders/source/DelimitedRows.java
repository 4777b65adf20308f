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
 * Rows of columns. An empty column is no field. A row that goes over several lines for its quotes and is no good is
 * given up at its first line, and reading goes on with the next line: a stray quote costs its own line only.
 */
final class DelimitedRows implements RecordReader {

    /** The longest row, in lines; what has more is taken for a stray quote. */
    private static final int LINES = 1000;

    private final LineReader lines;
    private final Dialect dialect;
    private final List<String> required;
    private final Deque<RawLine> ahead = new ArrayDeque<>();
    private @Nullable List<String> columns;
    private boolean ended;

    DelimitedRows(LineReader lines, Dialect dialect, List<String> required) {
        this.lines = lines;
        this.dialect = dialect;
        this.required = required;
        columns = dialect.columns().isEmpty() ? null : dialect.columns();
    }

    @Override
    public @Nullable RawRecord next() throws IOException {
        while (!ended) {
            RawLine line = nonBlank();
            if (line == null) {
                break;
            }
            RawRecord record = line.fault() != null
                    ? RawRecord.broken(line.number(), line.text(), line.fault())
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

    /** Learns the columns; a record where they are no good, and then the last. */
    private @Nullable RawRecord header(RawLine line) {
        String fault;
        try {
            List<String> cells = dialect.split(line.text());
            if (cells == null) {
                fault = "is no header: a quote is not closed";
            } else {
                List<String> names = names(cells);
                fault = fault(names);
                columns = names;
            }
        } catch (IllegalArgumentException e) {
            fault = "is no header: " + e.getMessage();
        }
        if (fault == null) {
            return null;
        }
        ended = true;
        return RawRecord.broken(line.number(), line.text(), fault + "; nothing of this file is read");
    }

    private static List<String> names(List<String> cells) {
        List<String> names = new ArrayList<>(cells.size());
        for (String cell : cells) {
            names.add(cell.isBlank() ? "column " + (names.size() + 1) : cell.strip());
        }
        return names;
    }

    private @Nullable String fault(List<String> names) {
        Set<String> distinct = new HashSet<>();
        for (String name : names) {
            if (!distinct.add(name)) {
                return "is a header that names '" + name + "' twice";
            }
        }
        for (String name : required) {
            if (!distinct.contains(name)) {
                return "is a header without a column '" + name + "'; columns are separated by '" + dialect.separator()
                        + "'";
            }
        }
        return null;
    }

    private RawRecord row(RawLine first, List<String> names) throws IOException {
        StringBuilder text = new StringBuilder(first.text());
        List<RawLine> taken = new ArrayList<>();
        String fault;
        try {
            List<String> cells = dialect.split(first.text());
            while (cells == null) {
                RawLine more = taken.size() < LINES && text.length() < LineReader.LONGEST ? line() : null;
                if (more != null) {
                    taken.add(more);
                }
                if (more == null || more.fault() != null) {
                    throw new IllegalArgumentException("has a quote that is not closed");
                }
                text.append('\n').append(more.text());
                cells = closes(more.text()) ? dialect.split(text.toString()) : null;
            }
            if (cells.size() == names.size()) {
                return RawRecord.of(first.number(), text.toString(), json(names, cells));
            }
            fault = "has " + cells.size() + " columns, the header has " + names.size();
        } catch (IllegalArgumentException e) {
            fault = String.valueOf(e.getMessage());
        }
        for (int i = taken.size() - 1; i >= 0; i--) {
            ahead.addFirst(taken.get(i));
        }
        return RawRecord.broken(first.number(), first.text(), fault);
    }

    /** Whether a line can end quotes that an earlier one opened. */
    private static boolean closes(String text) {
        return text.indexOf('"') >= 0;
    }

    private static ObjectNode json(List<String> names, List<String> cells) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                json.put(names.get(i), cells.get(i));
            }
        }
        return json;
    }

    private @Nullable RawLine nonBlank() throws IOException {
        RawLine line = line();
        while (line != null && line.isBlank()) {
            line = line();
        }
        return line;
    }

    private @Nullable RawLine line() throws IOException {
        return ahead.isEmpty() ? lines.line() : ahead.removeFirst();
    }
}
