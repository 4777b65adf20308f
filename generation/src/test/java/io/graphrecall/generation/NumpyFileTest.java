package io.graphrecall.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.schema.RecallException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The expected bytes are composed here from the published format specification. */
class NumpyFileTest {

    @TempDir
    private Path folder;

    @Test
    void floatsFollowTheSpecification() throws IOException {
        Path file = folder.resolve("floats.npy");
        NumpyFile.write(file, new float[] {1.5f, -2f, Float.NEGATIVE_INFINITY});
        assertThat(Files.readAllBytes(file)).isEqualTo(numpy(
                1, 0, "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }",
                littleEndian(12).putFloat(1.5f).putFloat(-2f).putFloat(Float.NEGATIVE_INFINITY).array()));
        assertThat(NumpyFile.readFloats(file)).containsExactly(1.5f, -2f, Float.NEGATIVE_INFINITY);
    }

    @Test
    void integersFollowTheSpecification() throws IOException {
        Path file = folder.resolve("ints.npy");
        NumpyFile.write(file, new int[] {1, Integer.MIN_VALUE});
        assertThat(Files.readAllBytes(file)).isEqualTo(numpy(
                1, 0, "{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }",
                littleEndian(8).putInt(1).putInt(Integer.MIN_VALUE).array()));
    }

    @Test
    void longsFollowTheSpecification() throws IOException {
        Path file = folder.resolve("longs.npy");
        NumpyFile.write(file, new long[] {Long.MAX_VALUE});
        Path other = folder.resolve("ints-as-longs.npy");
        NumpyFile.writeAsLongs(other, new int[] {-7});
        String header = "{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }";
        assertThat(Files.readAllBytes(file)).isEqualTo(
                numpy(1, 0, header, littleEndian(8).putLong(Long.MAX_VALUE).array()));
        assertThat(Files.readAllBytes(other)).isEqualTo(numpy(1, 0, header, littleEndian(8).putLong(-7).array()));
    }

    @Test
    void bytesFollowTheSpecification() throws IOException {
        Path file = folder.resolve("bytes.npy");
        NumpyFile.write(file, new byte[] {0, -1, 65});
        assertThat(Files.readAllBytes(file)).isEqualTo(numpy(
                1, 0, "{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }", new byte[] {0, -1, 65}));
    }

    @Test
    void aMatrixIsWrittenInRowMajorOrder() throws IOException {
        Path file = folder.resolve("matrix.npy");
        NumpyFile.write(file, new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
        assertThat(Files.readAllBytes(file)).isEqualTo(numpy(
                1, 0, "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }",
                littleEndian(24).putFloat(1).putFloat(2).putFloat(3).putFloat(4).putFloat(5).putFloat(6).array()));
        float[] values = new float[6];
        NumpyFile.copy(NumpyFile.mapFloats(file, 3, 2), 1, values, 2, 4);
        assertThat(values).containsExactly(0, 0, 2, 3, 4, 5);
        assertThatThrownBy(() -> NumpyFile.mapFloats(file, 2, 3)).isInstanceOf(RecallException.class)
                .hasMessageContaining("has shape (3, 2), but (2, 3) is expected");
        assertThatThrownBy(() -> NumpyFile.readFloats(file)).isInstanceOf(RecallException.class)
                .hasMessageContaining("one dimension is expected");
    }

    @Test
    void anEmptyArrayHasOnlyAHeader() throws IOException {
        Path file = folder.resolve("empty.npy");
        NumpyFile.write(file, new int[0]);
        assertThat(Files.readAllBytes(file)).isEqualTo(
                numpy(1, 0, "{'descr': '<i4', 'fortran_order': False, 'shape': (0,), }", new byte[0]));
        assertThat(NumpyFile.readInts(file)).isEmpty();
    }

    @Test
    void anArrayOfManyChunksIsReadBack() throws IOException {
        int[] array = IntStream.range(0, 300_001).map(i -> i * 31).toArray();
        GenerationManifest.FileEntry written = NumpyFile.write(folder.resolve("long.npy"), array);
        assertThat(NumpyFile.readInts(folder.resolve("long.npy"))).isEqualTo(array);
        assertThat(DurableFiles.measure(folder.resolve("long.npy"))).isEqualTo(written);
    }

    @Property(tries = 100)
    void everyArrayIsReadBack(
            @ForAll long[] longs, @ForAll int[] ints, @ForAll float[] floats, @ForAll byte[] bytes)
            throws IOException {
        Path home = Files.createTempDirectory("numpy");
        try {
            NumpyFile.write(home.resolve("l.npy"), longs);
            NumpyFile.write(home.resolve("i.npy"), ints);
            NumpyFile.write(home.resolve("f.npy"), floats);
            NumpyFile.write(home.resolve("b.npy"), bytes);
            NumpyFile.writeAsLongs(home.resolve("il.npy"), ints);
            assertThat(NumpyFile.readLongs(home.resolve("l.npy"))).isEqualTo(longs);
            assertThat(NumpyFile.readInts(home.resolve("i.npy"))).isEqualTo(ints);
            assertThat(NumpyFile.readFloats(home.resolve("f.npy"))).isEqualTo(floats);
            assertThat(NumpyFile.readBytes(home.resolve("b.npy"))).isEqualTo(bytes);
            assertThat(NumpyFile.readLongs(home.resolve("il.npy")))
                    .isEqualTo(Arrays.stream(ints).asLongStream().toArray());
        } finally {
            DurableFiles.deleteFolder(home);
        }
    }

    @Test
    void aFileOfAnotherFormatIsRejected() throws IOException {
        Path file = folder.resolve("other.npy");
        Files.writeString(file, "not an array at all, but long enough");
        assertRejected(file, "is not a NumPy file");
        Files.write(file, new byte[] {(byte) 0x93, 'N'});
        assertRejected(file, "is truncated: 2 bytes");
    }

    @Test
    void anotherVersionIsRejected() throws IOException {
        Path file = folder.resolve("version.npy");
        Files.write(file, numpy(2, 0, "{'descr': '<i4', 'fortran_order': False, 'shape': (0,), }", new byte[0]));
        assertRejected(file, "has NumPy format 2.0; only 1.0 is supported");
        Files.write(file, numpy(1, 1, "{'descr': '<i4', 'fortran_order': False, 'shape': (0,), }", new byte[0]));
        assertRejected(file, "has NumPy format 1.1");
    }

    @Test
    void anotherTypeOrShapeIsRejected() throws IOException {
        assertHeaderRejected("{'descr': '>i4', 'fortran_order': False, 'shape': (0,), }", "type '>i4', not '<i4'");
        assertHeaderRejected("{'descr': '<f4', 'fortran_order': False, 'shape': (0,), }", "type '<f4', not '<i4'");
        assertHeaderRejected("{'descr': '<i4', 'fortran_order': True, 'shape': (0,), }", "Fortran order");
        assertHeaderRejected("{'descr': '<i4', 'fortran_order': False, 'shape': (0, 2), }", "shape (0, 2)");
        assertHeaderRejected("{'descr': '<i4', 'fortran_order': False, 'shape': (), }",
                "shape (), but one dimension is expected");
        assertHeaderRejected("{'descr': [('a', '<i4')], 'shape': (0,), }", "a header that cannot be parsed");
        assertHeaderRejected("{'descr': '<i4', 'fortran_order': False, 'shape': (3000000000,), }",
                "3000000000 elements, which exceeds the maximum array size");
    }

    @Test
    void aFileOfTheWrongSizeIsRejected() throws IOException {
        Path file = folder.resolve("size.npy");
        String header = "{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }";
        Files.write(file, numpy(1, 0, header, new byte[7]));
        assertRejected(file, "is truncated: 135 bytes, but its header implies 136");
        Files.write(file, numpy(1, 0, header, new byte[9]));
        assertRejected(file, "is too long: 137 bytes, but its header implies 136");
        Files.write(file, new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0, '{'});
        assertRejected(file, "its header is incomplete");
    }

    private void assertHeaderRejected(String header, String reason) throws IOException {
        Path file = folder.resolve("header.npy");
        Files.write(file, numpy(1, 0, header, new byte[0]));
        assertRejected(file, reason);
    }

    private static void assertRejected(Path file, String reason) {
        assertThatThrownBy(() -> NumpyFile.readInts(file))
                .isInstanceOfSatisfying(RecallException.class,
                        e -> assertThat(e.code()).isEqualTo(RecallException.Code.CONFLICT))
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(reason);
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Concatenates magic, version, header length, the header padded with spaces to a multiple of 64, a line feed and
     * the data.
     */
    private static byte[] numpy(int major, int minor, String header, byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) major, (byte) minor});
        int padding = Math.floorMod(-(10 + header.length() + 1), 64);
        bytes.write(littleEndian(2).putShort((short) (header.length() + padding + 1)).array());
        bytes.write((header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
        bytes.write(data);
        assertThat((bytes.size() - data.length) % 64).isZero();
        return bytes.toByteArray();
    }
}
