package io.graphrecall.evaluation.protocol;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Writer of the events of some parts of a split. Events keep their ids and line numbers, so that loading the parts one
 * after another gives the same graph as loading the full data set.
 */
public final class SplitLog {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SplitLog() {}

    /**
     * Writes the events of the given parts to {@code events.jsonl} in a folder. Returns the data set with these events;
     * its other records stay in their files.
     *
     * @param target folder, created if missing; the file of an earlier run is replaced
     * @throws RecallException with code UNAVAILABLE if the file cannot be written
     */
    public static DataSetFolder write(DataSetFolder source, Split split, Set<Split.Part> parts, Path target) {
        Path events = target.resolve(RecordKind.EVENTS.fileName());
        try {
            Files.createDirectories(target);
            writeEvents(source, split, parts, events);
        } catch (IOException | UncheckedIOException e) {
            throw new RecallException(Code.UNAVAILABLE, events + " cannot be written: " + e.getMessage(), e);
        }
        return source.withEvents(events);
    }

    private static void writeEvents(DataSetFolder source, Split split, Set<Split.Part> parts, Path target)
            throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(target)) {
            long[] next = {1};
            source.events(event -> {
                if (parts.contains(split.part(event.order()))) {
                    try {
                        for (; next[0] < event.order(); next[0]++) {
                            out.write('\n');
                        }
                        out.write(JSON.writeValueAsString(json(event)));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
            out.write('\n');
        }
    }

    /** A field that is null counts as absent. */
    private static ObjectNode json(BehaviourEvent event) {
        return JSON.createObjectNode().put("event_id", event.id()).put("user_id", event.user().key())
                .put("action", event.action().wireName()).put("timestamp", event.at().toString())
                .put("dwell_ms", event.dwellMs()).put("scene", event.scene())
                .put("query", event.query() == null ? null : event.query().key()).put("request_id", event.requestId())
                .put(EventFormat.targetField(event.action()), event.target().key());
    }
}
