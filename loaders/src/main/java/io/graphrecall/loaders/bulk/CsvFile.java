package io.graphrecall.loaders.bulk;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * CSV file of an import, in UTF-8. An absent value is an empty field, and an empty text is a quoted empty field. Rows end
 * with CRLF: FastCSV would take a line feed after a field with a quoted carriage return for the rest of that line break.
 * Not thread-safe.
 */
final class CsvFile implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final OutputStream out;
    private final StringWriter row = new StringWriter();
    private final CsvWriter csv = CsvWriter.builder().quoteStrategy(QuoteStrategies.EMPTY)
            .lineDelimiter(LineDelimiter.CRLF).bufferSize(0).build(row);
    private long size;
    private boolean hasLineBreak;
    private int longestField;

    CsvFile(Path path) throws IOException {
        this.path = path;
        out = new BufferedOutputStream(Files.newOutputStream(path, StandardOpenOption.CREATE_NEW), BUFFER);
    }

    Path path() {
        return path;
    }

    /** Appends a row and returns its offset in bytes. */
    long write(@Nullable String... fields) throws IOException {
        for (String field : fields) {
            if (field != null) {
                longestField = Math.max(longestField, field.length());
                hasLineBreak |= field.indexOf('\n') >= 0 || field.indexOf('\r') >= 0;
            }
        }
        csv.writeRecord(fields);
        byte[] bytes = row.toString().getBytes(StandardCharsets.UTF_8);
        row.getBuffer().setLength(0);
        out.write(bytes);
        long offset = size;
        size += bytes.length;
        return offset;
    }

    /** Reads a row that was written at an offset. */
    List<@Nullable String> read(long offset) throws IOException {
        out.flush();
        try (FileChannel file = FileChannel.open(path)) {
            file.position(offset);
            try (CsvReader<List<@Nullable String>> reader = CsvReader.builder()
                    .build(new Row(), Channels.newReader(file, StandardCharsets.UTF_8))) {
                return reader.iterator().next();
            }
        }
    }

    /** Returns true if a field has a line break. */
    boolean hasLineBreak() {
        return hasLineBreak;
    }

    /** Returns the number of characters of the longest field. */
    int longestField() {
        return longestField;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Row whose empty fields are absent values unless they are quoted. */
    private static final class Row extends AbstractBaseCsvCallbackHandler<List<@Nullable String>> {

        private List<@Nullable String> fields = new ArrayList<>();

        @Override
        protected void handleBegin(long startingLineNumber) {
            fields = new ArrayList<>();
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean isQuoted) {
            fields.add(length == 0 && !isQuoted ? null : new String(buffer, offset, length));
        }

        @Override
        protected List<@Nullable String> buildRecord() {
            return fields;
        }
    }
}
