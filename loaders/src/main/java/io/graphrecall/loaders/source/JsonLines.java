package io.graphrecall.loaders.source;

import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.schema.InvalidRecordException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** Reads JSON Lines: one JSON value per line. */
final class JsonLines implements RecordReader {

    private final LineReader lines;

    JsonLines(LineReader lines) {
        this.lines = lines;
    }

    @Override
    public @Nullable RawRecord next() throws IOException {
        RawLine line = lines.next();
        if (line == null) {
            return null;
        }
        if (line.error() != null) {
            return RawRecord.invalid(line.number(), line.text(), line.error());
        }
        try {
            return RawRecord.ofText(line.number(), line.text(), StrictJson.parse(line.text()));
        } catch (InvalidRecordException e) {
            return RawRecord.invalid(line.number(), line.text(), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
