package io.graphrecall.generation;

import io.graphrecall.schema.RecallException;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One-dimensional arrays and row-major matrices in NumPy's file format, version 1.0, little-endian.
 * {@code np.load(file)} reads them, and {@code np.save} writes the same bytes.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">NumPy format specification</a>
 */
final class NumpyFile {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int PREAMBLE = MAGIC.length + 2 + 2;
    private static final int ALIGNMENT = 64;

    /** Number of elements converted to bytes at a time. */
    private static final int CHUNK = 1 << 16;

    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '([^']*)', 'fortran_order': (True|False), 'shape': \\(([0-9, ]*)\\), \\} *\n");
    private static final Pattern ONE_DIMENSION = Pattern.compile("([0-9]{1,18}),");
    private static final Pattern MATRIX = Pattern.compile("([0-9]{1,9}), ([0-9]{1,9})");

    /** Layouts of the elements of mapped arrays. */
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Supported element types. */
    private enum Type {
        BYTES("|u1", 1, ValueLayout.JAVA_BYTE),
        INTS("<i4", Integer.BYTES, INT),
        LONGS("<i8", Long.BYTES, LONG),
        FLOATS("<f4", Float.BYTES, FLOAT);

        private final String descr;
        private final int width;
        private final ValueLayout layout;

        Type(String descr, int width, ValueLayout layout) {
            this.descr = descr;
            this.width = width;
            this.layout = layout;
        }
    }

    private NumpyFile() {}

    static GenerationManifest.FileEntry write(Path file, byte[] array) throws IOException {
        return write(file, Type.BYTES, array, array.length);
    }

    static GenerationManifest.FileEntry write(Path file, int[] array) throws IOException {
        return write(file, Type.INTS, array, array.length);
    }

    static GenerationManifest.FileEntry write(Path file, long[] array) throws IOException {
        return write(file, Type.LONGS, array, array.length);
    }

    static GenerationManifest.FileEntry write(Path file, float[] array) throws IOException {
        return write(file, Type.FLOATS, array, array.length);
    }

    /** Writes a row-major matrix. */
    static GenerationManifest.FileEntry write(Path file, float[] array, int rows, int columns) throws IOException {
        return write(file, Type.FLOATS, array, array.length, rows + ", " + columns);
    }

    /** Writes 32-bit integers as 64-bit integers. */
    static GenerationManifest.FileEntry writeAsLongs(Path file, int[] array) throws IOException {
        return write(file, Arrays.stream(array).asLongStream().toArray());
    }

    static byte[] readBytes(Path file) throws IOException {
        return read(file, Type.BYTES, byte[]::new);
    }

    static int[] readInts(Path file) throws IOException {
        return read(file, Type.INTS, int[]::new);
    }

    static long[] readLongs(Path file) throws IOException {
        return read(file, Type.LONGS, long[]::new);
    }

    static float[] readFloats(Path file) throws IOException {
        return read(file, Type.FLOATS, float[]::new);
    }

    /** Maps a matrix of a known shape into memory, until nothing refers to it. */
    static MemorySegment mapFloats(Path file, int rows, int columns) throws IOException {
        return content(file, Type.FLOATS, Arena.ofAuto(), shape -> {
            Matcher matrix = MATRIX.matcher(shape);
            if (!matrix.matches() || Integer.parseInt(matrix.group(1)) != rows
                    || Integer.parseInt(matrix.group(2)) != columns) {
                throw invalid(file, "has shape (" + shape + "), but (" + rows + ", " + columns + ") is expected");
            }
            return (long) rows * columns;
        });
    }

    private static GenerationManifest.FileEntry write(Path file, Type type, Object array, int length)
            throws IOException {
        return write(file, type, array, length, length + ",");
    }

    private static GenerationManifest.FileEntry write(Path file, Type type, Object array, int length, String shape)
            throws IOException {
        byte[] chunk = new byte[Math.min(CHUNK, length) * type.width];
        return DurableFiles.write(file, out -> {
            out.write(header(type, shape));
            for (int start = 0; start < length; start += CHUNK) {
                int count = Math.min(CHUNK, length - start);
                MemorySegment.copy(array, start, MemorySegment.ofArray(chunk), type.layout, 0, count);
                out.write(chunk, 0, count * type.width);
            }
        });
    }

    private static byte[] header(Type type, String shape) {
        String dictionary = "{'descr': '" + type.descr + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        int total = (PREAMBLE + dictionary.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer header = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (total - PREAMBLE));
        header.put(dictionary.getBytes(StandardCharsets.US_ASCII));
        while (header.remaining() > 1) {
            header.put((byte) ' ');
        }
        return header.put((byte) '\n').array();
    }

    /** Maps an array of 32-bit integers into memory, until nothing refers to it. */
    static MemorySegment mapInts(Path file) throws IOException {
        return content(file, Type.INTS, Arena.ofAuto(), shape -> oneDimension(file, shape));
    }

    /** Maps an array of 64-bit integers into memory, until nothing refers to it. */
    static MemorySegment mapLongs(Path file) throws IOException {
        return content(file, Type.LONGS, Arena.ofAuto(), shape -> oneDimension(file, shape));
    }

    /** Maps an array of single-precision numbers into memory, until nothing refers to it. */
    static MemorySegment mapFloats(Path file) throws IOException {
        return content(file, Type.FLOATS, Arena.ofAuto(), shape -> oneDimension(file, shape));
    }

    /** Copies elements of a mapped array of integers into an array. */
    static void copy(MemorySegment mapped, int from, int[] array, int at, int count) {
        MemorySegment.copy(mapped, Type.INTS.layout, (long) from * Type.INTS.width, array, at, count);
    }

    /** Copies elements of a mapped array of numbers into an array. */
    static void copy(MemorySegment mapped, int from, float[] array, int at, int count) {
        MemorySegment.copy(mapped, Type.FLOATS.layout, (long) from * Type.FLOATS.width, array, at, count);
    }

    private static <A> A read(Path file, Type type, IntFunction<A> allocate) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment content = content(file, type, arena, shape -> oneDimension(file, shape));
            int length = (int) (content.byteSize() / type.width);
            A array = allocate.apply(length);
            MemorySegment.copy(content, type.layout, 0, array, 0, length);
            return array;
        }
    }

    /**
     * Maps the elements of a file into memory.
     *
     * @param elements returns the number of elements of a shape; throws if the shape is not the expected one
     */
    private static MemorySegment content(Path file, Type type, Arena arena, ToLongFunction<String> elements)
            throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long bytes = channel.size();
            ByteBuffer preamble = readFully(channel, file, 0, PREAMBLE);
            byte[] magic = new byte[MAGIC.length];
            preamble.get(magic);
            if (!Arrays.equals(magic, MAGIC)) {
                throw invalid(file, "is not a NumPy file");
            }
            int major = preamble.get();
            int minor = preamble.get();
            if (major != 1 || minor != 0) {
                throw invalid(file, "has NumPy format " + major + "." + minor + "; only 1.0 is supported");
            }
            int headerLength = Short.toUnsignedInt(preamble.getShort());
            long start = (long) PREAMBLE + headerLength;
            String shape = shape(file, type, readFully(channel, file, PREAMBLE, headerLength));
            int length = arrayLength(file, elements.applyAsLong(shape));
            long expected = start + (long) length * type.width;
            if (bytes != expected) {
                throw invalid(file, (bytes < expected ? "is truncated: " : "is too long: ") + bytes
                        + " bytes, but its header implies " + expected);
            }
            return length == 0
                    ? MemorySegment.NULL
                    : channel.map(FileChannel.MapMode.READ_ONLY, start, bytes - start, arena);
        }
    }

    /** Parses the header dictionary, checks the element type and returns the shape. */
    private static String shape(Path file, Type type, ByteBuffer header) {
        String text = StandardCharsets.US_ASCII.decode(header).toString();
        Matcher matcher = HEADER.matcher(text);
        if (!matcher.matches()) {
            throw invalid(file, "has a header that cannot be parsed: " + text.strip());
        }
        if (!matcher.group(1).equals(type.descr)) {
            throw invalid(file, "has elements of type '" + matcher.group(1) + "', not '" + type.descr + "'");
        }
        if (!matcher.group(2).equals("False")) {
            throw invalid(file, "is in Fortran order; only C order is supported");
        }
        return matcher.group(3);
    }

    private static long oneDimension(Path file, String shape) {
        Matcher matcher = ONE_DIMENSION.matcher(shape);
        if (!matcher.matches()) {
            throw invalid(file, "has shape (" + shape + "), but one dimension is expected");
        }
        return Long.parseLong(matcher.group(1));
    }

    private static int arrayLength(Path file, long length) {
        if (length > Integer.MAX_VALUE - 8) {
            throw invalid(file, "has " + length + " elements, which exceeds the maximum array size");
        }
        return (int) length;
    }

    private static ByteBuffer readFully(FileChannel channel, Path file, long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw invalid(file, "is truncated: " + channel.size() + " bytes, and its header is incomplete");
            }
        }
        return buffer.flip();
    }

    private static RecallException invalid(Path file, String reason) {
        return new RecallException(RecallException.Code.CONFLICT, file + " " + reason);
    }
}
