package io.graphrecall.loaders.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.format.InvalidRecordException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/** Records made from those of another reader. */
final class MappedRecords implements RecordReader {

    private final RecordReader in;
    private final RecordMapping mapping;
    private final boolean keepsOrder;
    private final Queue<RawRecord> ready = new ArrayDeque<>();
    private long order;

    MappedRecords(RecordReader in, RecordMapping mapping, boolean keepsOrder) {
        this.in = in;
        this.mapping = mapping;
        this.keepsOrder = keepsOrder;
    }

    @Override
    public @Nullable RawRecord next() throws IOException {
        while (ready.isEmpty()) {
            RawRecord record = in.next();
            if (record == null) {
                return null;
            }
            map(record);
        }
        return ready.remove();
    }

    private void map(RawRecord record) {
        if (record.fault() != null) {
            add(record);
            return;
        }
        try {
            for (JsonNode made : mapping.map(record.json())) {
                add(new RawRecord(record.line(), record.order(), record.text(), made, null));
            }
        } catch (InvalidRecordException e) {
            add(RawRecord.broken(record.line(), record.text(), String.valueOf(e.getMessage())));
        }
    }

    private void add(RawRecord record) {
        order++;
        ready.add(keepsOrder ? record : record.at(order));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
