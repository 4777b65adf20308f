package io.graphrecall.loaders.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphRow;
import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.loaders.ingest.StoredRecords;
import io.graphrecall.loaders.parquet.Column;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Export of a graph as data-set files: what was loaded and posted, without predictions and other derived values. Loading
 * the files gives the same graph, with withdrawn contents as hidden ones. Not in the files: media, impressions older than the
 * latest of a content or beyond a user's window, and the order of tags, values and categories of a record. The graph may
 * change during the export.
 */
public final class GraphExport {

    private static final CypherStatement TAGS = CypherStatement.of("export/tags");
    private static final CypherStatement CATEGORIES = CypherStatement.of("export/categories");
    private static final CypherStatement EVENTS = CypherStatement.of("export/events");
    /** Folder in the target folder for incomplete files. */
    private static final String UNFINISHED = ".unfinished";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GraphClient graph;

    public GraphExport(GraphClient graph) {
        this.graph = graph;
    }

    /** File format. */
    public enum Format {
        /** JSON Lines in the layout that a load reads. */
        RECALL,
        /** Parquet files in the same layout. */
        PARQUET,
        /** Atomic files for RecBole: positive engagements with contents, titles, categories and profiles. */
        RECBOLE
    }

    /**
     * Writes the files into a folder, which is created. They appear there when all of them are complete.
     *
     * @return number of records by kind
     * @throws RecallException INVALID if the folder is not empty or cannot be written
     */
    public Map<RecordKind, Long> write(Path folder, Format format, Progress progress) {
        try {
            Files.createDirectories(folder);
            Path unfinished = folder.resolve(UNFINISHED);
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.anyMatch(entry -> !entry.equals(unfinished))) {
                    throw new RecallException(
                            RecallException.Code.INVALID, folder + " is not empty; export to a new folder");
                }
            }
            Files.createDirectories(unfinished);
            for (Path file : files(unfinished)) { // of an export that was killed
                Files.delete(file);
            }
            try {
                Map<RecordKind, Long> written = writeFiles(unfinished, format, progress);
                for (Path file : files(unfinished)) {
                    Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
                }
                return written;
            } finally {
                for (Path file : files(unfinished)) {
                    Files.delete(file);
                }
                Files.delete(unfinished);
            }
        } catch (IOException | UncheckedIOException e) {
            throw Thread.currentThread().isInterrupted()
                    ? new RecallException(RecallException.Code.CANCELLED, "stopped while writing to " + folder, e)
                    : new RecallException(RecallException.Code.INVALID, "could not write to " + folder + ": " + e, e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private Map<RecordKind, Long> writeFiles(Path folder, Format format, Progress progress) throws IOException {
        DataSet dataSet = new GraphWriter(graph).dataSet();
        try (ExportTarget target = switch (format) {
            case RECALL -> new RecordFolder(folder, dataSet);
            case PARQUET -> new ParquetFolder(folder, dataSet, Map.of(
                    RecordKind.CONTENTS, extraColumns(NodeLabel.CONTENT),
                    RecordKind.ITEMS, extraColumns(NodeLabel.ITEM)));
            case RECBOLE -> new RecBoleFiles(folder, dataSet, profileFields());
        }) {
            Map<RecordKind, Long> written = write(target, dataSet.timestamps() == DataSet.Timestamps.REAL, progress);
            target.finish();
            return written;
        }
    }

    private List<String> profileFields() {
        Set<String> fields = new TreeSet<>();
        graph.stream(StoredRecords.USERS, StoredRecords.ALL, row -> StoredRecords.user(row).path("profile").fieldNames()
                .forEachRemaining(fields::add));
        fields.remove("user_id");
        return List.copyOf(fields);
    }

    private List<Column> extraColumns(NodeLabel label) {
        return graph.read(CypherStatement.of("export/extra-fields", label), Map.of(),
                row -> ParquetFolder.extra(row.string("field"), row.strings("types")));
    }

    private Map<RecordKind, Long> write(ExportTarget target, boolean isReal, Progress progress) {
        Map<RecordKind, Long> written = new EnumMap<>(RecordKind.class);
        BiConsumer<RecordKind, ObjectNode> writer = (kind, json) -> {
            try {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted");
                }
                target.write(kind, json);
                written.merge(kind, 1L, Long::sum);
                progress.advance(1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        progress.begin("Writing records", -1);
        graph.stream(TAGS, Map.of(), row -> writer.accept(RecordKind.TAGS, StoredRecords.tag(row)));
        graph.stream(CATEGORIES, Map.of(),
                row -> writer.accept(RecordKind.CATEGORIES, StoredRecords.category(row)));
        graph.stream(StoredRecords.USERS, StoredRecords.ALL,
                row -> writer.accept(RecordKind.USERS, StoredRecords.user(row)));
        graph.stream(StoredRecords.CONTENTS, StoredRecords.ALL,
                row -> writer.accept(RecordKind.CONTENTS, content(row)));
        graph.stream(StoredRecords.ITEMS, StoredRecords.ALL,
                row -> writer.accept(RecordKind.ITEMS, StoredRecords.entry(row, NodeLabel.ITEM)));
        graph.stream(EVENTS, Map.of(), row -> writer.accept(RecordKind.EVENTS, event(row, isReal)));
        progress.end(Counts.of(written.values().stream().mapToLong(Long::longValue).sum(), "record"));
        return written;
    }

    /** A withdrawn content is hidden, since its events would make the new graph recall it again. */
    private static ObjectNode content(GraphRow row) {
        ObjectNode json = StoredRecords.entry(row, NodeLabel.CONTENT);
        return json.path("status").asText().equals("deleted") ? json.put("status", "hidden") : json;
    }

    private static ObjectNode event(GraphRow row, boolean isReal) {
        String type = row.stringOrNull("type");
        Action action = type == null ? Action.IMPRESSION : Action.ofRelationship(type).orElseThrow();
        ObjectNode json = JSON.createObjectNode();
        put(json, "event_id", row.stringOrNull("id"));
        json.put("user_id", row.string("user")).put("action", action.wireName());
        json.put(EventFormat.targetField(action), row.string("target"));
        if (isReal) {
            json.put("timestamp", Instant.ofEpochMilli(row.integer("at")).toString());
        } else {
            json.put("timestamp", row.integer("at"));
        }
        if (!row.isNull("dwell_ms")) {
            json.put("dwell_ms", row.integer("dwell_ms"));
        }
        put(json, "scene", row.stringOrNull("scene"));
        put(json, "query", row.stringOrNull("query"));
        put(json, "request_id", row.stringOrNull("request_id"));
        return json;
    }

    private static void put(ObjectNode json, String field, @Nullable String value) {
        if (value != null) {
            json.put(field, value);
        }
    }
}
