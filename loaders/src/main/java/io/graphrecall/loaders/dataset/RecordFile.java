package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.format.Conversion;
import io.graphrecall.loaders.source.RawRecord;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordReader;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Records of one kind from one or more sources. They are read twice: first to find duplicates, then to pass them on.
 */
final class RecordFile<R> {

    /** Receives unparsed records. */
    private interface RawSink {
        void accept(RecordSource source, RawRecord record, long order) throws IOException;
    }

    private final List<RecordSource> sources;
    private final RecordFormat<R> format;
    private final boolean unique;
    /** True if a later record with the same key replaces an earlier one. */
    private final boolean laterReplaces;

    /** @param unique true to skip events without {@code event_id} that are equal to an earlier one */
    RecordFile(List<RecordSource> sources, RecordFormat<R> format, boolean unique) {
        this.sources = sources;
        this.format = format;
        this.unique = unique;
        laterReplaces = format.kind() != RecordKind.EVENTS;
    }

    void read(Consumer<RecordLine<R>> sink, RecordListener listener) {
        try (DuplicateIndex duplicates = new DuplicateIndex()) {
            Map<String, Long> records = new LinkedHashMap<>();
            sources.forEach(source -> records.put(source.name(), 0L));
            readAll((source, record, order) -> {
                records.merge(source.name(), 1L, Long::sum);
                String key = record.error() == null && !record.isLeftOut() ? key(record, order) : null;
                if (key != null) {
                    duplicates.add(key, order);
                }
            });
            duplicates.sort();
            listener.begin(records);
            readAll((source, record, order) -> deliver(source, record, order, duplicates.of(order), sink, listener));
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE,
                    "temporary files of the duplicate search cannot be written: " + e.getMessage(), e);
        }
    }

    /** Reads all sources. The order continues across sources. */
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

    /** Returns the duplicate key of a record. Returns null for an invalid record, which the second reading reports. */
    private @Nullable String key(RawRecord record, long order) {
        try {
            return format.key(record.json(), order);
        } catch (InvalidRecordException e) {
            return null;
        }
    }

    private void deliver(RecordSource source, RawRecord record, long order, DuplicateIndex.Duplicates duplicates,
            Consumer<RecordLine<R>> sink, RecordListener listener) {
        Origin origin = new Origin(
                source.name(), record.line(), order, record.text(), record.isText() ? null : record.json());
        if (record.error() != null) {
            listener.deadLetter(origin.deadLetter(record.error()));
            return;
        }
        if (record.isLeftOut()) {
            listener.skipped();
            return;
        }
        if (laterReplaces && duplicates.later() > 0) {
            listener.replaced();
            return;
        }
        R parsed;
        try {
            List<Conversion> conversions = new ArrayList<>(0);
            parsed = format.parse(record.json(), order, duplicates.earlier(), conversions::add);
            conversions.forEach(listener::converted);
            format.unknownFields(record.json()).forEach(listener::unknownField);
        } catch (InvalidRecordException e) {
            listener.deadLetter(origin.deadLetter(String.valueOf(e.getMessage())));
            return;
        }
        if (!laterReplaces && duplicates.earlier() > 0) {
            if (unique) {
                listener.replaced();
                return;
            }
            listener.repeated();
        }
        sink.accept(new RecordLine<>(origin, parsed));
    }
}
