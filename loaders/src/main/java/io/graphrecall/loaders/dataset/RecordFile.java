package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.format.InvalidRecordException;
import io.graphrecall.loaders.source.DataFile;
import io.graphrecall.loaders.source.RawRecord;
import io.graphrecall.loaders.source.RecordReader;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The records of one kind, from one source or several after another: read once to find those that repeat, and again to
 * hand them out.
 */
final class RecordFile<R> {

    /** Takes a record and where it came from. */
    @FunctionalInterface
    interface Sink<R> {
        void accept(Origin origin, R record);
    }

    /** Takes a record as its file has it. */
    private interface RawSink {
        void accept(RecordSource source, RawRecord record, long order) throws IOException;
    }

    private final DataFile kind;
    private final List<RecordSource> sources;
    private final LineFormat<R> format;

    RecordFile(DataFile kind, List<RecordSource> sources, LineFormat<R> format) {
        this.kind = kind;
        this.sources = sources;
        this.format = format;
    }

    void read(Sink<R> sink, LineListener listener) {
        try (RepeatIndex repeats = new RepeatIndex()) {
            long[] records = {0};
            readAll((source, record, order) -> {
                records[0]++;
                String key = record.fault() == null ? key(record, order) : null;
                if (key != null) {
                    repeats.add(key, order);
                }
            });
            repeats.sort();
            listener.begin(kind, sources.stream().map(RecordSource::name).collect(Collectors.joining(" and ")),
                    records[0]);
            readAll((source, record, order) -> handOut(source, record, order, repeats.of(order), sink, listener));
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, "temporary files cannot be written: " + e.getMessage(), e);
        }
    }

    /** Goes through all sources; the order of one goes on where that of the one before ended. */
    private void readAll(RawSink sink) throws IOException {
        long before = 0;
        for (RecordSource source : sources) {
            long last = before;
            try (RecordReader in = open(source)) {
                for (RawRecord record = next(source, in); record != null; record = next(source, in)) {
                    last = before + record.order();
                    sink.accept(source, record, last);
                }
            }
            before = last;
        }
    }

    private static RecordReader open(RecordSource source) {
        try {
            return source.open();
        } catch (IOException e) {
            throw failed(source, e);
        }
    }

    private static @Nullable RawRecord next(RecordSource source, RecordReader in) {
        try {
            return in.next();
        } catch (IOException e) {
            throw failed(source, e);
        }
    }

    private static RecallException failed(RecordSource source, IOException e) {
        return e instanceof InterruptedIOException
                ? new RecallException(Code.CANCELLED, "stopped while reading " + source.name(), e)
                : new RecallException(Code.UNAVAILABLE, source.name() + " cannot be read: " + e.getMessage(), e);
    }

    /** Null where the record has no like. What is wrong with it is told in the second reading. */
    private @Nullable String key(RawRecord record, long order) {
        try {
            return format.key(record.json(), order);
        } catch (InvalidRecordException e) {
            return null;
        }
    }

    private void handOut(RecordSource source, RawRecord record, long order, RepeatIndex.Repeat repeat, Sink<R> sink,
            LineListener listener) {
        Origin origin = new Origin(source.name(), record.line(), record.text());
        if (record.fault() != null) {
            listener.deadLetter(origin.deadLetter(record.fault()));
            return;
        }
        if (format.laterReplaces() && repeat.after() > 0) {
            listener.replaced(kind, record.line());
            return;
        }
        R parsed;
        try {
            parsed = format.parse(record.json(), order, repeat);
            format.unknownFields(record.json()).forEach(name -> listener.unknownField(kind, name));
        } catch (InvalidRecordException e) {
            listener.deadLetter(origin.deadLetter(String.valueOf(e.getMessage())));
            return;
        }
        if (!format.laterReplaces() && repeat.before() > 0) {
            listener.repeated(kind);
        }
        sink.accept(origin, parsed);
    }
}
