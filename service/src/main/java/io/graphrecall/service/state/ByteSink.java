package io.graphrecall.service.state;

import java.util.Arrays;

/** Writer of variable-length numbers (LEB128) and strings. Not thread-safe. */
final class ByteSink {

    private byte[] bytes;
    private int size;

    ByteSink(int expected) {
        bytes = new byte[Math.max(16, expected)];
    }

    void octet(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    /** Writes a number that is rarely negative; negative ones take ten bytes. */
    void unsigned(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Writes a positive or negative number near zero. */
    void signed(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    /** Writes a string with one byte per character if all are Latin-1, else two. */
    void string(String value) {
        int length = value.length();
        boolean narrow = isLatin1(value);
        unsigned(((long) length << 1) | (narrow ? 0 : 1));
        ensure(narrow ? length : 2 * length);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (!narrow) {
                bytes[size++] = (byte) (c >>> 8);
            }
            bytes[size++] = (byte) c;
        }
    }

    /** Returns these bytes followed by those of another sink. */
    byte[] followedBy(ByteSink other) {
        byte[] all = Arrays.copyOf(bytes, size + other.size);
        System.arraycopy(other.bytes, 0, all, size, other.size);
        return all;
    }

    private static boolean isLatin1(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0xff) {
                return false;
            }
        }
        return true;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
