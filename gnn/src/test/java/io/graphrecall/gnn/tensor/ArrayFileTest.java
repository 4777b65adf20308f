package io.graphrecall.gnn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

class ArrayFileTest {

    /** Signature at the start of an entry of a zip file. */
    private static final String ENTRY = "PK\003\004";

    @TempDir
    Path folder;

    @Test
    void arraysAreReadWithNamesAndShapes() {
        Path file = folder.resolve("arrays.npz");
        try (NDManager manager = Torch.open(1)) {
            ArrayFile.write(file, Map.of(
                    "a/b.c", manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3)),
                    "steps", manager.create(new long[] {Long.MAX_VALUE})));
            Map<String, NDArray> read = ArrayFile.read(file, manager);
            assertThat(read).containsOnlyKeys("a/b.c", "steps");
            assertThat(read.get("a/b.c")).satisfies(array -> {
                assertThat(array.getShape()).isEqualTo(new Shape(2, 3));
                assertThat(array.toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
            });
            assertThat(read.get("steps")).satisfies(
                    array -> assertThat(array.toLongArray()).containsExactly(Long.MAX_VALUE));
            assertThat(folder.toFile().list()).containsExactly("arrays.npz");
        }
    }

    @Test
    void equalArraysGiveEqualFiles() throws Exception {
        Path first = folder.resolve("first.npz");
        Path second = folder.resolve("second.npz");
        try (NDManager manager = Torch.open(1)) {
            ArrayFile.write(first, Map.of("x", manager.ones(new Shape(10))));
            Thread.sleep(2_100); // entry times have a resolution of two seconds
            ArrayFile.write(second, Map.of("x", manager.ones(new Shape(10))));
        }
        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void arraysAreEncodedOneAfterTheOther() {
        try (NDManager manager = Torch.open(1)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Map<String, NDArray> arrays = new LinkedHashMap<>();
            arrays.put("a", manager.ones(new Shape(100_000)));
            NDArray closed = manager.ones(new Shape(1));
            closed.close();
            arrays.put("b", closed);
            // All arrays of a large model together are larger than an array of bytes can be.
            assertThatThrownBy(() -> ArrayFile.write(out, arrays)).isInstanceOf(IllegalStateException.class);
            assertThat(out.size()).isPositive();
        }
    }

    @Test
    void aModelThatWasCutBetweenTwoArraysIsRejected() throws Exception {
        Path file = folder.resolve("model.npz");
        try (NDManager manager = Torch.open(1)) {
            ModelFile.write(file, manager, new Header(1),
                    Map.of("x", manager.ones(new Shape(10)), "y", manager.eye(3)));
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            assertThat(read(bytes, manager).weights()).containsOnlyKeys("x", "y");
            for (int end = bytes.indexOf(ENTRY, 1); end > 0; end = bytes.indexOf(ENTRY, end + 1)) {
                String cut = bytes.substring(0, end);
                assertThatThrownBy(() -> read(cut, manager)).isInstanceOfSatisfying(RecallException.class,
                        e -> assertThat(e.code()).isEqualTo(RecallException.Code.CONFLICT));
            }
        }
    }

    private static ModelFile.Parts<Header> read(String bytes, NDManager manager) {
        return ModelFile.read(
                "a model", new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1)), manager,
                Header.class);
    }

    private record Header(int version) {}

    @Test
    void aDamagedFileIsRejectedByName() throws Exception {
        Path file = Files.write(folder.resolve("cut.npz"), new byte[50]);
        try (NDManager manager = Torch.open(1)) {
            assertThatThrownBy(() -> ArrayFile.read(file, manager))
                    .isInstanceOfSatisfying(RecallException.class,
                            e -> assertThat(e.code()).isEqualTo(RecallException.Code.CONFLICT))
                    .hasMessageContaining("cut.npz is damaged");
            ArrayFile.write(file, Map.of("x", manager.ones(new Shape(1000))));
            Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 200));
            assertThatThrownBy(() -> ArrayFile.read(file, manager)).hasMessageContaining("cut.npz is damaged");
        }
    }
}
