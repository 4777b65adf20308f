package io.graphrecall.loaders.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hardwood.InputFile;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.PqStruct;
import dev.hardwood.row.StructAccessor;
import dev.hardwood.schema.SchemaNode;
import dev.hardwood.schema.SchemaNode.GroupNode;
import dev.hardwood.schema.SchemaNode.PrimitiveNode;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads the rows of a Parquet file as JSON. Lists become arrays, groups and maps become objects. Timestamps, dates and
 * times of day become ISO-8601 text, without an offset if the column is in local time. Bytes become UTF-8 text. Nulls and
 * NaN are omitted, except in lists, where they are null. A damaged file gives the rows before the damage and one record with an error.
 */
final class ParquetRows implements RecordReader {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Maximum number of bytes that may be an id, such as a UUID or a hash of 512 bits. */
    private static final int MAX_ID_BYTES = 64;

    private final @Nullable ParquetFileReader file;
    private final @Nullable RowReader rows;
    private final List<SchemaNode> types;
    private @Nullable String fileError;
    private long number;

    private ParquetRows(@Nullable ParquetFileReader file, @Nullable RowReader rows, @Nullable String fileError) {
        this.file = file;
        this.rows = rows;
        this.types = file == null ? List.of() : file.getFileSchema().getRootNode().children();
        this.fileError = fileError;
    }

    static ParquetRows open(Path path) throws IOException {
        ParquetFileReader file;
        try {
            file = ParquetFileReader.open(InputFile.of(path));
        } catch (RuntimeException | IOException e) {
            if (!path.toFile().canRead()) {
                throw e;
            }
            return new ParquetRows(null, null, "is the start of a file that is not Parquet: " + e.getMessage());
        }
        try {
            // Otherwise the reader of such a file gives rows without end.
            FileMetaData metadata = file.getFileMetaData();
            if (file.getFileSchema().getRootNode().children().isEmpty()
                    || metadata.rowGroups().stream().mapToLong(RowGroup::numRows).sum() != metadata.numRows()) {
                throw new IllegalStateException("its footer is damaged");
            }
            return new ParquetRows(file, file.rowReader(), null);
        } catch (RuntimeException e) {
            file.close();
            return new ParquetRows(null, null, RawRecord.TRUNCATED + e.getMessage());
        }
    }

    @Override
    public @Nullable RawRecord next() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
        if (fileError == null && rows != null) {
            ObjectNode row = row(rows);
            if (row != null) {
                number++;
                return RawRecord.of(number, row.toString(), row);
            }
        }
        if (fileError == null) {
            return null;
        }
        RawRecord last = RawRecord.invalid(number + 1, "", fileError);
        fileError = null;
        number = Long.MIN_VALUE;
        return last;
    }

    private @Nullable ObjectNode row(RowReader in) {
        if (number < 0) {
            return null;
        }
        try {
            if (!in.hasNext()) {
                return null;
            }
            in.next();
            return object(types, in);
        } catch (RuntimeException e) {
            fileError = RawRecord.TRUNCATED + e.getMessage();
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        if (rows != null) {
            rows.close();
        }
        if (file != null) {
            file.close();
        }
    }

    private static ObjectNode object(List<SchemaNode> types, StructAccessor group) {
        ObjectNode json = JSON.objectNode();
        for (int i = 0; i < group.getFieldCount(); i++) {
            put(json, group.getFieldName(i), json(types.get(i), group.getValue(i)));
        }
        return json;
    }

    private static void put(ObjectNode json, String name, JsonNode value) {
        if (!value.isNull()) {
            json.set(name, value);
        }
    }

    private static JsonNode json(SchemaNode type, @Nullable Object value) {
        return switch (value) {
            case null -> NullNode.getInstance();
            case String text -> JSON.textNode(text);
            case Integer number -> isUnsigned(type)
                    ? JSON.numberNode(Integer.toUnsignedLong(number))
                    : JSON.numberNode(number);
            case Long number -> number < 0 && isUnsigned(type)
                    ? JSON.numberNode(new BigInteger(Long.toUnsignedString(number)))
                    : JSON.numberNode(number);
            case Float number -> number.isNaN() ? NullNode.getInstance() : JSON.numberNode(number);
            case Double number -> number.isNaN() ? NullNode.getInstance() : JSON.numberNode(number);
            case BigDecimal number -> number.scale() == 0
                    ? JSON.numberNode(number.unscaledValue())
                    : JSON.numberNode(number);
            case Boolean flag -> JSON.booleanNode(flag);
            case Instant at -> JSON.textNode(at.toString());
            case LocalDateTime at -> JSON.textNode(at.toString());
            case byte[] bytes -> JSON.textNode(text(bytes));
            case PqStruct group -> object(((GroupNode) type).children(), group);
            case PqList list -> list(type, list);
            case PqMap map -> map((GroupNode) type, map);
            default -> JSON.textNode(value.toString());
        };
    }

    private static boolean isUnsigned(SchemaNode type) {
        return type instanceof PrimitiveNode column && column.logicalType() instanceof LogicalType.IntType integer
                && !integer.isSigned();
    }

    private static ArrayNode list(SchemaNode type, PqList list) {
        // A repeated column that is not marked as a list has the type of its elements.
        SchemaNode element = type instanceof GroupNode group && group.isList() ? group.getListElement() : type;
        ArrayNode json = JSON.arrayNode(list.size());
        list.values().forEach(value -> json.add(json(element, value)));
        return json;
    }

    private static ObjectNode map(GroupNode type, PqMap map) {
        ObjectNode json = JSON.objectNode();
        map.getEntries().forEach(entry -> put(json, json(type.getMapKey(), entry.getKey()).asText(),
                json(type.getMapValue(), entry.getValue())));
        return json;
    }

    /**
     * Decodes UTF-8. Older writers do not mark byte columns as text. Other bytes become hexadecimal digits, since they may be
     * an id, or their number if they are too many.
     */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return bytes.length <= MAX_ID_BYTES ? HexFormat.of().formatHex(bytes) : "(" + bytes.length + " bytes)";
        }
    }
}
