package io.graphrecall.loaders.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import io.graphrecall.loaders.parquet.ColumnType.ListOf;
import io.graphrecall.loaders.parquet.ColumnType.MapOf;
import io.graphrecall.loaders.parquet.ColumnType.Scalar;
import io.graphrecall.loaders.source.RawRecord;
import io.graphrecall.loaders.source.RecordReader;
import io.graphrecall.loaders.source.RecordSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

class ParquetFileTest {

    @TempDir
    private Path folder;

    private static List<String> read(Path file) throws IOException {
        List<String> rows = new ArrayList<>();
        try (RecordReader in = RecordSource.parquet(file).open()) {
            for (RawRecord row = in.next(); row != null; row = in.next()) {
                rows.add(row.text());
            }
        }
        return rows;
    }

    @Test
    void everyTypeIsReadAsItWasWritten() throws IOException {
        Path file = folder.resolve("all.parquet");
        try (ParquetFile out = ParquetFile.create(file, List.of(
                Column.required("text", Scalar.TEXT),
                Column.required("int", Scalar.INT),
                Column.optional("long", Scalar.LONG),
                Column.optional("float", Scalar.FLOAT),
                Column.optional("double", Scalar.DOUBLE),
                Column.optional("flag", Scalar.BOOLEAN),
                Column.optional("time", Scalar.TIME),
                Column.optional("vector", new ListOf(Scalar.FLOAT)),
                Column.optional("paths", new ListOf(new ListOf(Scalar.TEXT))),
                Column.optional("attributes", new MapOf(new ListOf(Scalar.TEXT)))))) {
            out.write("猫 \"x\" 💅", 1, Long.MAX_VALUE, 0.5f, Double.MIN_VALUE, true,
                    Instant.ofEpochMilli(1_767_225_600_123L),
                    new float[] {1, -0.25f}, List.of(List.of("A", "B"), List.of("C")),
                    Map.of("brand", List.of("OPI", "Essie")));
            out.write("", -1, null, null, null, null, null, null, null, null);
            out.write("empty", Integer.MIN_VALUE, 0L, 0f, 0d, false, Instant.EPOCH, new float[0], List.of(), Map.of());
            out.finish();
        }
        assertThat(read(file)).containsExactly(
                """
                        {"text":"猫 \\"x\\" 💅","int":1,"long":9223372036854775807,"float":0.5,"double":4.9E-324,"flag":true,\
                        "time":"2026-01-01T00:00:00.123Z","vector":[1.0,-0.25],"paths":[["A","B"],["C"]],\
                        "attributes":{"brand":["OPI","Essie"]}}""",
                "{\"text\":\"\",\"int\":-1}",
                """
                        {"text":"empty","int":-2147483648,"long":0,"float":0.0,"double":0.0,"flag":false,\
                        "time":"1970-01-01T00:00:00Z","vector":[],"paths":[],"attributes":{}}""");
    }

    @Test
    void rowGroupsKeepMemorySmall() throws IOException {
        Path file = folder.resolve("many.parquet");
        int rows = 20_000;
        Random random = new Random(1);
        float[] vector = new float[256];
        try (ParquetFile out = ParquetFile.create(file, List.of(
                Column.required("id", Scalar.TEXT), Column.required("vector", new ListOf(Scalar.FLOAT))))) {
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < vector.length; i++) {
                    vector[i] = random.nextFloat();
                }
                vector[0] = row;
                out.write("c" + row, vector);
            }
            out.finish();
        }
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file))) {
            assertThat(reader.getFileMetaData().rowGroups()).hasSize(2);
        }
        try (RecordReader in = RecordSource.parquet(file).open()) {
            for (int row = 0; row < rows; row++) {
                JsonNode json = in.next().json();
                assertThat(json.get("id").textValue()).isEqualTo("c" + row);
                assertThat(json.get("vector").get(0).floatValue()).isEqualTo(row);
            }
            assertThat(in.next()).isNull();
        }
    }

    @Test
    void aFileWithoutRowsIsValid() throws IOException {
        Path file = Files.writeString(folder.resolve("none.parquet"), "an earlier file");
        try (ParquetFile out = ParquetFile.create(file, List.of(Column.required("id", Scalar.TEXT)))) {
            out.finish();
        }
        assertThat(read(file)).isEmpty();
    }

    @Test
    void aMissingValueIsRejected() throws IOException {
        try (ParquetFile out = ParquetFile.create(folder.resolve("x.parquet"),
                List.of(Column.required("id", Scalar.TEXT), Column.optional("n", Scalar.INT)))) {
            assertThatIllegalArgumentException().isThrownBy(() -> out.write(null, 1))
                    .withMessage("Column id has no value");
            assertThatIllegalArgumentException().isThrownBy(() -> out.write("a"))
                    .withMessage("A row of 2 columns has 1 values");
        }
    }
}
