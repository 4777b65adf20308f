package io.graphrecall.generation;

import com.carrotsearch.hppc.ByteArrayList;
import com.carrotsearch.hppc.IntArrayList;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts by ordinal, as UTF-8 in one array, which takes less memory than strings. An absent text is empty. Immutable and
 * thread-safe. {@link #byteArray} and {@link #endArray} belong to the column and must not be modified.
 */
public final class TextColumn {

    private final byte[] bytes;
    private final int[] ends;

    private TextColumn(byte[] bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
    }

    /**
     * Creates a column from arrays, which the column then owns.
     *
     * @param bytes the texts in the order of their ordinals
     * @param ends  by ordinal, index after the last byte of the text
     */
    public static TextColumn of(byte[] bytes, int[] ends) {
        int end = 0;
        for (int ordinal = 0; ordinal < ends.length; ordinal++) {
            if (ends[ordinal] < end) {
                throw new IllegalArgumentException(
                        "text " + ordinal + " ends at " + ends[ordinal] + ", before its start " + end);
            }
            end = ends[ordinal];
        }
        if (end != bytes.length) {
            throw new IllegalArgumentException("the last text ends at " + end + " of " + bytes.length + " bytes");
        }
        return new TextColumn(bytes, ends);
    }

    public static TextColumn empty(int size) {
        return new TextColumn(new byte[0], new int[size]);
    }

    public int size() {
        return ends.length;
    }

    /** Returns the text of an ordinal, or null if there is none. */
    public @Nullable String text(int ordinal) {
        int start = start(ordinal);
        return start == ends[ordinal] ? null : new String(bytes, start, ends[ordinal] - start, StandardCharsets.UTF_8);
    }

    /** Returns true if the text of an ordinal equals another, without making a string of ASCII texts. */
    boolean equals(int ordinal, String text) {
        int start = start(ordinal);
        int length = ends[ordinal] - start;
        if (length != text.length()) {
            return length > text.length() && text.equals(text(ordinal));
        }
        // A text with other characters than ASCII has more bytes than characters.
        for (int i = 0; i < length; i++) {
            if (bytes[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextColumn column && Arrays.equals(bytes, column.bytes)
                && Arrays.equals(ends, column.ends);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + Arrays.hashCode(ends);
    }

    private int start(int ordinal) {
        return ordinal == 0 ? 0 : ends[ordinal - 1];
    }

    /** Returns the texts in another order: that of ordinal i is the text of {@code ordinals[i]} in this column. */
    public TextColumn reordered(int[] ordinals) {
        Builder reordered = new Builder();
        for (int ordinal : ordinals) {
            reordered.add(bytes, start(ordinal), ends[ordinal]);
        }
        return reordered.build();
    }

    public byte[] byteArray() {
        return bytes;
    }

    public int[] endArray() {
        return ends;
    }

    /** Adds texts in the order of their ordinals. Not thread-safe. */
    public static final class Builder {

        private final ByteArrayList bytes = new ByteArrayList();
        private final IntArrayList ends = new IntArrayList();

        /** Adds the text of the next ordinal. */
        public void add(@Nullable String text) {
            byte[] added = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
            add(added, 0, added.length);
        }

        private void add(byte[] source, int start, int end) {
            bytes.add(source, start, end - start);
            ends.add(bytes.size());
        }

        public TextColumn build() {
            return new TextColumn(bytes.toArray(), ends.toArray());
        }
    }
}
