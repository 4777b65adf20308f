package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.source.RawRecord;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordReader;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Reads the lines of a dead-letter file whose records are of one kind. The text of a record is the line. */
final class DeadLetterReader implements RecordReader {

    private final BufferedReader lines;
    private final RecordKind kind;
    private long number;

    DeadLetterReader(BufferedReader lines, RecordKind kind) {
        this.lines = lines;
        this.kind = kind;
    }

    @Override
    public @Nullable RawRecord next() throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            DeadLetter letter = DeadLetter.parse(line);
            if (letter != null && letter.recordKind() == kind) {
                return RawRecord.ofText(number, line, letter.tree());
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
