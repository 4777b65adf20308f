package io.graphrecall.loaders.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.format.InvalidRecordException;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;

/** One file of records: read once to find lines that repeat, and again to hand out its records. */
final class RecordFile<R> {

    /** Takes a record and the line it was on. */
    @FunctionalInterface
    interface Sink<R> {
        void accept(RawLine line, R record);
    }

    private final DataFile kind;
    private final Path path;
    private final LineFormat<R> format;

    RecordFile(DataFile kind, Path path, LineFormat<R> format) {
        this.kind = kind;
        this.path = path;
        this.format = format;
    }

    void read(Sink<R> sink, LineListener listener) {
        try (RepeatIndex repeats = new RepeatIndex()) {
            long lines = noteKeys(repeats);
            repeats.sort();
            listener.begin(kind, lines);
            handOut(repeats, sink, listener);
        } catch (InterruptedIOException e) {
            throw new RecallException(Code.CANCELLED, "stopped while reading " + path, e);
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Returns how many lines there are. What is wrong with them is told in the second reading. */
    private long noteKeys(RepeatIndex repeats) throws IOException {
        long lines = 0;
        try (LineReader in = LineReader.open(path)) {
            for (RawLine line = in.next(); line != null; line = in.next()) {
                lines++;
                String key = line.fault() == null ? key(line) : null;
                if (key != null) {
                    repeats.add(key, line.number());
                }
            }
        }
        return lines;
    }

    private @Nullable String key(RawLine line) {
        try {
            return format.key(StrictJson.parse(line.text()), line.number());
        } catch (InvalidRecordException e) {
            return null;
        }
    }

    private void handOut(RepeatIndex repeats, Sink<R> sink, LineListener listener) throws IOException {
        try (LineReader in = LineReader.open(path)) {
            for (RawLine line = in.next(); line != null; line = in.next()) {
                RepeatIndex.Repeat repeat = repeats.of(line.number());
                if (line.fault() != null) {
                    listener.deadLetter(letter(line, line.fault()));
                } else if (format.laterReplaces() && repeat.after() > 0) {
                    listener.replaced(kind, line.number());
                } else {
                    handOut(line, repeat, sink, listener);
                }
            }
        }
    }

    private void handOut(RawLine line, RepeatIndex.Repeat repeat, Sink<R> sink, LineListener listener) {
        R parsed;
        try {
            JsonNode json = StrictJson.parse(line.text());
            parsed = format.parse(json, line.number(), repeat);
            format.unknownFields(json).forEach(name -> listener.unknownField(kind, name));
        } catch (InvalidRecordException e) {
            listener.deadLetter(letter(line, String.valueOf(e.getMessage())));
            return;
        }
        sink.accept(line, parsed);
    }

    private DeadLetter letter(RawLine line, String reason) {
        return new DeadLetter(path.getFileName().toString(), line.number(), reason, line.text());
    }
}
