package io.graphrecall.loaders.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.adapters.RecordFields;
import io.graphrecall.loaders.parquet.Column;
import io.graphrecall.loaders.parquet.ColumnType;
import io.graphrecall.loaders.parquet.ColumnType.ListOf;
import io.graphrecall.loaders.parquet.ColumnType.MapOf;
import io.graphrecall.loaders.parquet.ColumnType.Scalar;
import io.graphrecall.loaders.parquet.ParquetFile;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Data-set folder of Parquet files, one per kind of records, with a column per field. The profile of a user is JSON text.
 * Not thread-safe.
 */
final class ParquetFolder implements ExportTarget {

    private static final ColumnType TEXTS = new ListOf(Scalar.TEXT);

    private final Path folder;
    private final Map<RecordKind, List<Column>> columns;
    private @Nullable RecordKind kind;
    private @Nullable ParquetFile file;

    /**
     * Begins the files of a data set.
     *
     * @param extra columns of further fields, by kind
     */
    ParquetFolder(Path folder, DataSet dataSet, Map<RecordKind, List<Column>> extra) throws IOException {
        this.folder = folder;
        this.columns = columns(dataSet, extra);
        RecordFolder.writeDataSet(folder, dataSet);
    }

    private static Map<RecordKind, List<Column>> columns(DataSet dataSet, Map<RecordKind, List<Column>> extra) {
        Map<RecordKind, List<Column>> columns = new EnumMap<>(RecordKind.class);
        columns.put(RecordKind.TAGS, List.of(Column.required("tag", Scalar.TEXT), text("parent"), texts("synonyms")));
        columns.put(RecordKind.CATEGORIES, List.of(
                text("domain"), Column.required("category", TEXTS), texts("maps_to")));
        columns.put(RecordKind.USERS, List.of(Column.required("user_id", Scalar.TEXT), text("profile"),
                texts("follows"), texts("blocks"), texts("mutes")));
        columns.put(RecordKind.CONTENTS, entry(RecordKind.CONTENTS, "content_id", extra));
        columns.put(RecordKind.ITEMS, entry(RecordKind.ITEMS, "item_id", extra));
        columns.put(RecordKind.EVENTS, List.of(text("event_id"), Column.required("user_id", Scalar.TEXT),
                Column.required("action", Scalar.TEXT), text("content_id"), text("item_id"), text("query"),
                Column.required("timestamp",
                        dataSet.timestamps() == DataSet.Timestamps.REAL ? Scalar.TIME : Scalar.LONG),
                Column.optional("dwell_ms", Scalar.LONG), text("scene"), text("request_id")));
        return columns;
    }

    private static List<Column> entry(RecordKind kind, String id, Map<RecordKind, List<Column>> extra) {
        List<Column> further = extra.getOrDefault(kind, List.of());
        for (Column column : further) {
            if (RecordFields.isField(kind, column.name())) {
                throw new RecallException(RecallException.Code.INVALID, "the further field '" + column.name()
                        + "' would be read as part of another field; use --format recall");
            }
        }
        List<Column> known = List.of(
                Column.required(id, Scalar.TEXT), text("title"), text("description"), texts("category"),
                Column.optional("categories", new ListOf(TEXTS)), Column.optional("attributes", new MapOf(TEXTS)),
                texts("tags"), text("author"), Column.optional("published_at", Scalar.TIME),
                Column.optional("expires_at", Scalar.TIME), text("status"), text("media.cover"),
                texts("media.frames"), text("media.video"), text("media.audio"),
                Column.optional("vectors", new MapOf(new ListOf(Scalar.FLOAT))));
        return Stream.concat(known.stream(), further.stream()).toList();
    }

    private static Column text(String name) {
        return Column.optional(name, Scalar.TEXT);
    }

    private static Column texts(String name) {
        return Column.optional(name, TEXTS);
    }

    /**
     * Returns the column of a further field.
     *
     * @param types Cypher types of its values. A field with values of several types becomes text
     */
    static Column extra(String name, List<String> types) {
        return Column.optional(name, types.size() == 1
                ? type(types.getFirst().replace(" NOT NULL", ""))
                : Scalar.TEXT);
    }

    private static ColumnType type(String cypher) {
        return switch (cypher) {
            case "INTEGER" -> Scalar.LONG;
            case "FLOAT" -> Scalar.DOUBLE;
            case "BOOLEAN" -> Scalar.BOOLEAN;
            case "LIST<INTEGER>" -> new ListOf(Scalar.LONG);
            case "LIST<FLOAT>" -> new ListOf(Scalar.DOUBLE);
            case "LIST<BOOLEAN>" -> new ListOf(Scalar.BOOLEAN);
            case "LIST<STRING>" -> TEXTS;
            default -> Scalar.TEXT;
        };
    }

    @Override
    public void write(RecordKind next, ObjectNode json) throws IOException {
        List<Column> fields = columns.getOrDefault(next, List.of());
        ParquetFile out = file;
        if (out == null || kind != next) {
            finish();
            out = ParquetFile.create(folder.resolve(next.stem() + ".parquet"), fields);
            file = out;
            kind = next;
        }
        List<@Nullable Object> row = new ArrayList<>(fields.size());
        for (Column column : fields) {
            JsonNode value = column.name().startsWith("media.")
                    ? json.path("media").path(column.name().substring("media.".length()))
                    : json.path(column.name());
            row.add(value.isMissingNode() || value.isNull() ? null : value(column.type(), value));
        }
        out.write(row.toArray());
    }

    private static Object value(ColumnType type, JsonNode json) {
        return switch (type) {
            case Scalar scalar -> switch (scalar) {
                case TEXT -> json.isTextual() ? json.textValue() : json.toString();
                case INT -> json.intValue();
                case LONG -> json.longValue();
                case FLOAT -> json.floatValue();
                case DOUBLE -> json.doubleValue();
                case BOOLEAN -> json.booleanValue();
                case TIME -> Instant.parse(json.textValue());
            };
            case ListOf list -> StreamSupport.stream(json.spliterator(), false)
                    .map(element -> value(list.element(), element)).toList();
            case MapOf map -> {
                Map<String, Object> entries = new LinkedHashMap<>();
                json.properties().forEach(entry -> entries.put(entry.getKey(), value(map.value(), entry.getValue())));
                yield entries;
            }
        };
    }

    @Override
    public void finish() throws IOException {
        if (file != null) {
            file.finish();
            file.close();
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
