package io.graphrecall.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

class MappedTableTest {

    private static final int ROWS = 3_000;

    @TempDir
    private Path root;

    private GenerationStore store;

    @BeforeEach
    void openStore() {
        store = new GenerationStore(root);
    }

    @Test
    void rowsAreThoseOfTheTableInMemory() {
        CsrTable table = random();
        SparseTable mapped = mapped(table);

        assertThat(mapped).isInstanceOf(MappedTable.class);
        assertThat(mapped.rows()).isEqualTo(ROWS);
        assertThat(mapped.columns()).isEqualTo(table.columns());
        assertThat(mapped.size()).isEqualTo(table.size()).isGreaterThan(100_000);
        for (int row = 0; row < ROWS; row++) {
            assertThat(mapped.row(row).columns()).isEqualTo(table.row(row).columns());
            assertThat(mapped.row(row).weights()).isEqualTo(table.row(row).weights());
            assertThat(mapped.start(row)).isEqualTo(table.start(row));
            assertThat(mapped.end(row)).isEqualTo(table.end(row));
        }
        assertThat(mapped.inMemory()).isEqualTo(table);
    }

    @Test
    void readersOfBothReadTheSameEntries() {
        CsrTable table = random();
        EntryReader expected = table.reader();
        EntryReader reader = mapped(table).reader();
        for (int row : new int[] {0, ROWS - 1, 17, ROWS / 2}) {
            expected.readRow(row);
            reader.readRow(row);
            assertSame(reader, expected);
        }
        expected.read(1_000, 9_000);
        reader.read(1_000, 9_000);
        assertSame(reader, expected);
    }

    private static void assertSame(EntryReader reader, EntryReader expected) {
        assertThat(reader.end() - reader.start()).isPositive().isEqualTo(expected.end() - expected.start());
        assertThat(Arrays.copyOfRange(reader.columns(), reader.start(), reader.end()))
                .isEqualTo(Arrays.copyOfRange(expected.columns(), expected.start(), expected.end()));
        assertThat(Arrays.copyOfRange(reader.weights(), reader.start(), reader.end()))
                .isEqualTo(Arrays.copyOfRange(expected.weights(), expected.start(), expected.end()));
    }

    @Test
    void tablesAreReadWhileTheHeapHasRoomForThem() {
        CsrTable table = random();
        GenerationId id = written(table);
        long bytes = 8L * table.size() + 4L * (ROWS + 1);
        try (Generation generation = store.open(id, 2 * bytes + 100)) {
            assertThat(generation.table("t")).isEqualTo(table);
            assertThat(generation.table("t")).isEqualTo(table);
            assertThat(generation.table("t")).isInstanceOf(MappedTable.class);
            assertThat(generation.table("few")).as("a table that has room").isEqualTo(CsrTable.empty(2, 5));
        }
    }

    @Test
    void aTableWithoutEntriesHasEmptyRows() {
        SparseTable mapped = mapped(CsrTable.empty(2, 5));

        assertThat(mapped.row(1).columns()).isEmpty();
        assertThat(mapped.inMemory()).isEqualTo(CsrTable.empty(2, 5));
    }

    @Test
    void aTableOutlivesItsFiles() throws Exception {
        CsrTable table = random();
        GenerationId id = written(table);
        SparseTable mapped;
        try (Generation generation = store.open(id)) {
            mapped = generation.mapped("t");
        }
        for (String file : new String[] {"t.columns.npy", "t.weights.npy"}) {
            Files.delete(store.folder(id).resolve(file));
        }
        assertThat(mapped.inMemory()).isEqualTo(table);
    }

    /** A damaged disk or a file that another program cuts short. */
    @Test
    void aRowThatCannotBeReadIsAnError() throws Exception {
        GenerationId id = written(random());
        try (Generation generation = store.open(id)) {
            SparseTable mapped = generation.mapped("t");
            Files.write(store.folder(id).resolve("t.weights.npy"), new byte[10]);

            assertThatThrownBy(() -> mapped.row(ROWS / 2)).isInstanceOf(InternalError.class);
        }
    }

    @Test
    void vectorsAreThoseOfTheTableInMemory() throws Exception {
        Random random = new Random(2);
        float[][] byOrdinal = new float[500][];
        Arrays.setAll(byOrdinal, i -> i % 7 == 0 ? null : new float[] {1, random.nextFloat(), random.nextFloat()});
        EmbeddingTable table = EmbeddingTable.of(EmbeddingTable.Metric.COSINE, byOrdinal);
        GenerationId id;
        try (GenerationWriter writer = store.begin(Samples.HEADER)) {
            writer.embedding("v", table);
            id = writer.commit().id();
        }
        EmbeddingTable mapped;
        EmbeddingTable read;
        try (Generation generation = store.open(id)) {
            mapped = generation.embedding("v", 0);
            read = generation.embedding("v");
        }
        assertThat(read).isEqualTo(table);
        assertThat(read.valueArray()).as("the array of the table").isSameAs(read.valueArray());
        assertThat(mapped.valueArray()).as("a copy of the file").isNotSameAs(mapped.valueArray());
        Files.delete(store.folder(id).resolve("v.vectors.npy"));

        for (int ordinal = 0; ordinal < byOrdinal.length; ordinal++) {
            assertThat(mapped.vectorOf(ordinal)).isEqualTo(table.vectorOf(ordinal));
        }
        float[] two = new float[6];
        mapped.copy(10, two, 3);
        assertThat(Arrays.copyOf(two, 3)).containsOnly(0);
        assertThat(Arrays.copyOfRange(two, 3, 6)).isEqualTo(table.vector(10));
        assertThat(mapped.valueArray()).isEqualTo(table.valueArray());
        assertThat(mapped).isEqualTo(table).hasSameHashCodeAs(table);
    }

    @Test
    void anInvalidEntryIsReportedWhereverItIs() {
        int[] columns = new int[200_000];
        float[] weights = new float[columns.length];
        columns[150_000] = 7;
        assertRejected(columns, weights, "table 't': column 7 is outside the range of the 7 columns");
        columns[150_000] = 6;
        weights[199_999] = Float.NaN;
        assertRejected(columns, weights, "table 't': weight of column 0 is NaN");
        assertRejected(columns, new float[3], "there are 200000 columns and 3 weights");
    }

    @Test
    void offsetsThatAreWrongAreReported() {
        int[] columns = new int[3];
        float[] weights = new float[3];
        assertRejected(new long[] {1, 3}, columns, weights, "table 't': offsets do not start with 0");
        assertRejected(new long[] {0, 4, 3}, columns, weights, "table 't': row 1 ends at 3, before its start 4");
        assertRejected(new long[] {0, 3 + (1L << 32)}, columns, weights, "the last offset is 4294967299");
    }

    private void assertRejected(int[] columns, float[] weights, String message) {
        assertRejected(new long[] {0, columns.length}, columns, weights, message);
    }

    private void assertRejected(long[] offsets, int[] columns, float[] weights, String message) {
        GenerationId id;
        try (GenerationWriter writer = store.begin(Samples.HEADER)) {
            writer.longs("t.shape", new long[] {offsets.length - 1, 7});
            writer.longs("t.offsets", offsets);
            writer.ints("t.columns", columns);
            writer.floats("t.weights", weights);
            id = writer.commit().id();
        }
        try (Generation generation = store.open(id)) {
            assertThatThrownBy(() -> generation.mapped("t")).hasMessageContaining(id.value())
                    .hasMessageContaining(message);
        }
    }

    private SparseTable mapped(CsrTable table) {
        try (Generation generation = store.open(written(table))) {
            return generation.mapped("t");
        }
    }

    private GenerationId written(CsrTable table) {
        try (GenerationWriter writer = store.begin(Samples.HEADER)) {
            writer.table("t", table);
            writer.table("few", CsrTable.empty(2, 5));
            return writer.commit().id();
        }
    }

    private static CsrTable random() {
        Random random = new Random(1);
        CsrTable.Builder table = CsrTable.builder(ROWS);
        for (int row = 0; row < ROWS; row++) {
            for (int entries = random.nextInt(100); entries > 0; entries--) {
                table.add(random.nextInt(ROWS), random.nextFloat());
            }
            table.endRow();
        }
        return table.build();
    }
}
