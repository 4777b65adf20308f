package io.graphrecall.evaluation.protocol;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.RecordListener;
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
import java.util.stream.Stream;

/**
 * Writer of a data-set folder with parts of a split: a log without the other lines, and links to all other files. Events
 * keep their ids and line numbers, so that loading the parts one after another gives the same graph as loading the full
 * data set.
 */
public final class SplitFolder {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVENTS = RecordKind.EVENTS.stem() + ".jsonl";

    private SplitFolder() {}

    /**
     * Writes a folder with the lines of the given parts.
     *
     * @param target folder, created if missing; files of an earlier run are replaced
     * @throws RecallException with code UNAVAILABLE if the folder cannot be written
     */
    public static DataSetFolder write(DataSetFolder source, Split split, Set<Split.Part> parts, Path target) {
        try {
            Files.createDirectories(target);
            linkOthers(source.path(), target);
            writeEvents(source, split, parts, target.resolve(EVENTS));
        } catch (IOException | UncheckedIOException e) {
            throw new RecallException(Code.UNAVAILABLE, target + " cannot be written: " + e.getMessage(), e);
        }
        return DataSetFolder.open(target).withMediaOf(source);
    }

    private static void linkOthers(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith(RecordKind.EVENTS.stem() + ".")) {
                    Path link = target.resolve(name);
                    Files.deleteIfExists(link);
                    Files.createSymbolicLink(link, file.toRealPath());
                }
            }
        }
    }

    private static void writeEvents(DataSetFolder source, Split split, Set<Split.Part> parts, Path target)
            throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(target)) {
            long[] next = {1};
            source.events(line -> {
                if (parts.contains(split.part(line.number()))) {
                    try {
                        for (; next[0] < line.number(); next[0]++) {
                            out.write('\n');
                        }
                        out.write(JSON.writeValueAsString(json(line.event())));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }, RecordListener.IGNORE);
            out.write('\n');
        }
    }

    private static ObjectNode json(BehaviourEvent event) {
        ObjectNode json = JSON.createObjectNode();
        json.put("event_id", event.id());
        json.put("user_id", event.user().key());
        json.put("action", event.action().wireName());
        switch (event.action().target()) {
            case CONTENT -> json.put("content_id", event.target().key());
            case ITEM -> json.put("item_id", event.target().key());
            default -> json.put("query", event.target().key());
        }
        json.put("timestamp", event.at().toEpochMilli());
        if (event.dwellMs() != null) {
            json.put("dwell_ms", event.dwellMs());
        }
        if (event.scene() != null) {
            json.put("scene", event.scene());
        }
        if (event.query() != null) {
            json.put("query", event.query().key());
        }
        if (event.requestId() != null) {
            json.put("request_id", event.requestId());
        }
        return json;
    }
}
