package io.graphrecall.service.state;

import java.nio.charset.StandardCharsets;

/** Reader of bytes that {@link ByteSink} wrote. Not thread-safe. */
final class ByteSource {

    private final byte[] bytes;
    private int at;

    ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the number of bytes that are not read. */
    int remaining() {
        return bytes.length - at;
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
        throw new IllegalArgumentException("number with more than 64 bits at byte " + at);
    }

    /** Reads an unsigned number that is a count or an index. */
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
