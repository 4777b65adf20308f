package io.graphrecall.loaders.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.schema.InvalidRecordException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/** Maps each record of another reader to any number of records. */
final class MappedRecords implements RecordReader {

    private final RecordReader in;
    private final RecordMapping mapping;
    private final boolean keepOrder;
    private final Queue<RawRecord> ready = new ArrayDeque<>();
    private long order;

    MappedRecords(RecordReader in, RecordMapping mapping, boolean keepOrder) {
        this.in = in;
        this.mapping = mapping;
        this.keepOrder = keepOrder;
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
        if (record.error() != null || record.isLeftOut()) {
            add(record);
            return;
        }
        try {
            for (JsonNode mapped : mapping.map(record.json())) {
                boolean isText = record.isText() && mapped.equals(record.json());
                add(new RawRecord(record.line(), record.order(), record.text(), mapped, isText, null));
            }
        } catch (InvalidRecordException e) {
            add(RawRecord.invalid(record.line(), record.text(), String.valueOf(e.getMessage())));
        }
    }

    private void add(RawRecord record) {
        order++;
        ready.add(keepOrder ? record : record.withOrder(order));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
