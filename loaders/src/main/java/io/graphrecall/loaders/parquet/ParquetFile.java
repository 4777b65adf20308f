package io.graphrecall.loaders.parquet;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdOutputStream;
import io.graphrecall.loaders.parquet.ColumnType.ListOf;
import io.graphrecall.loaders.parquet.ColumnType.MapOf;
import io.graphrecall.loaders.parquet.ColumnType.Scalar;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Parquet file that is being written, compressed with zstd. Only the current row group is in memory. It is complete after
 * {@link #finish}. Not thread-safe.
 */
public final class ParquetFile implements Closeable {

    /** Values of a row group, before compression. */
    private static final int ROW_GROUP_BYTES = 16 << 20;
    /** Rows between two looks at the size of the row group. */
    private static final int ROWS_PER_CHECK = 64;
    private static final int NO_PADDING = 0;

    private final List<Column> columns;
    private final MessageType schema;
    private final ParquetProperties properties;
    private final ParquetFileWriter file;
    private final MessageColumnIO layout;
    private @Nullable RowGroup group;

    private ParquetFile(List<Column> columns, MessageType schema, Path path) throws IOException {
        this.columns = columns;
        this.schema = schema;
        ParquetProperties.Builder builder = ParquetProperties.builder();
        // Values of vectors hardly repeat, so that a dictionary of them costs time and memory for nothing.
        schema.getColumns().stream().filter(ParquetFile::isReal)
                .forEach(column -> builder.withDictionaryEncoding(String.join(".", column.getPath()), false));
        this.properties = builder.build();
        this.layout = new ColumnIOFactory(false).getColumnIO(schema);
        this.file = new ParquetFileWriter(new LocalOutputFile(path), schema, ParquetFileWriter.Mode.OVERWRITE,
                ROW_GROUP_BYTES, NO_PADDING, properties.getColumnIndexTruncateLength(),
                properties.getStatisticsTruncateLength(), properties.getPageWriteChecksumEnabled());
        file.start();
    }

    private static boolean isReal(ColumnDescriptor column) {
        PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
        return type == PrimitiveTypeName.FLOAT || type == PrimitiveTypeName.DOUBLE;
    }

    /** Begins a file. An existing one is replaced. */
    public static ParquetFile create(Path path, List<Column> columns) throws IOException {
        MessageType schema = new MessageType("row", columns.stream().map(Column::inSchema).toList());
        return new ParquetFile(List.copyOf(columns), schema, path);
    }

    /**
     * Appends a row.
     *
     * @param values one per column, of its type; null only in optional columns
     */
    public void write(@Nullable Object... values) throws IOException {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(
                    "A row of " + columns.size() + " columns has " + values.length + " values");
        }
        RowGroup current = group == null ? new RowGroup() : group;
        group = current;
        current.write(values);
        if (current.isFull()) {
            current.flush();
            group = null;
        }
    }

    /** Writes the rest and the footer. */
    public void finish() throws IOException {
        if (group != null) {
            group.flush();
            group = null;
        }
        file.end(Map.of());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Rows in memory. */
    private final class RowGroup {

        private final ColumnChunkPageWriteStore pages = ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(column -> new Zstd())
                .withSchema(schema)
                .withAllocator(new HeapByteBufferAllocator())
                .withColumnIndexTruncateLength(properties.getColumnIndexTruncateLength())
                .withPageWriteChecksumEnabled(properties.getPageWriteChecksumEnabled())
                .build();
        private final ColumnWriteStore values = properties.newColumnWriteStore(schema, pages);
        private final RecordConsumer out = layout.getRecordWriter(values);
        private int rows;

        boolean isFull() {
            return rows % ROWS_PER_CHECK == 0 && values.getBufferedSize() >= ROW_GROUP_BYTES;
        }

        void write(@Nullable Object... row) {
            out.startMessage();
            for (int i = 0; i < row.length; i++) {
                Object value = row[i];
                Column column = columns.get(i);
                if (value != null) {
                    field(column.name(), i, column.type(), value);
                } else if (column.required()) {
                    throw new IllegalArgumentException("Column " + column.name() + " has no value");
                }
            }
            out.endMessage();
            rows++;
        }

        private void field(String name, int index, ColumnType type, Object value) {
            out.startField(name, index);
            switch (type) {
                case Scalar scalar -> scalar(scalar, value);
                case ListOf list -> list(list.element(), value);
                case MapOf map -> map(map.value(), (Map<?, ?>) value);
            }
            out.endField(name, index);
        }

        private void scalar(Scalar type, Object value) {
            switch (type) {
                case TEXT -> out.addBinary(Binary.fromString((String) value));
                case INT -> out.addInteger((Integer) value);
                case LONG -> out.addLong((Long) value);
                case FLOAT -> out.addFloat((Float) value);
                case DOUBLE -> out.addDouble((Double) value);
                case BOOLEAN -> out.addBoolean((Boolean) value);
                case TIME -> out.addLong(((Instant) value).toEpochMilli());
            }
        }

        private void list(ColumnType type, Object value) {
            out.startGroup();
            if (value instanceof float[] vector) {
                if (vector.length > 0) {
                    out.startField("list", 0);
                    for (float number : vector) {
                        out.startGroup();
                        out.startField("element", 0);
                        out.addFloat(number);
                        out.endField("element", 0);
                        out.endGroup();
                    }
                    out.endField("list", 0);
                }
            } else if (!((List<?>) value).isEmpty()) {
                out.startField("list", 0);
                for (Object element : (List<?>) value) {
                    out.startGroup();
                    field("element", 0, type, element);
                    out.endGroup();
                }
                out.endField("list", 0);
            }
            out.endGroup();
        }

        private void map(ColumnType type, Map<?, ?> entries) {
            out.startGroup();
            if (!entries.isEmpty()) {
                out.startField("key_value", 0);
                entries.forEach((key, value) -> {
                    out.startGroup();
                    field("key", 0, Scalar.TEXT, key);
                    field("value", 1, type, value);
                    out.endGroup();
                });
                out.endField("key_value", 0);
            }
            out.endGroup();
        }

        void flush() throws IOException {
            out.flush();
            file.startBlock(rows);
            values.flush();
            pages.flushToFileWriter(file);
            file.endBlock();
            values.close();
            pages.close();
        }
    }

    /** Compressor of pages. */
    private static final class Zstd implements BytesInputCompressor {

        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            try (ZstdOutputStream out = new ZstdOutputStream(compressed, RecyclingBufferPool.INSTANCE)) {
                bytes.writeAllTo(out);
            }
            return BytesInput.from(compressed);
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {
            // Streams are closed after each page.
        }
    }
}
