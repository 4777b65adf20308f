package io.graphrecall.service.state;

import java.nio.charset.StandardCharsets;

/** Bytes being read, as {@link ByteSink} wrote them. Not thread-safe. */
final class ByteSource {

    private final byte[] bytes;
    private int at;

    ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    int octet() {
        return bytes[at++] & 0xff;
    }

    long unsigned() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than 64 bits at byte " + at);
    }

    /** An unsigned number that counts or indexes. */
    int count() {
        return Math.toIntExact(unsigned());
    }

    long signed() {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    String string() {
        long head = unsigned();
        int length = Math.toIntExact(head >>> 1);
        if ((head & 1) == 0) {
            String value = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
            at += length;
            return value;
        }
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = (char) (((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff));
            at += 2;
        }
        return new String(chars);
    }
}
