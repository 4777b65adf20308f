package io.graphrecall.schema;

/** The rules that every key obeys. */
final class Keys {

    /** Separates the parts of a composite key; no part may hold it. */
    static final char SEPARATOR = '\u001f';

    /** An index entry of the graph holds at most about 8,000 bytes; this leaves room for composite keys. */
    static final int MAX_LENGTH = 1024;

    private Keys() {}

    static void requireKey(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is blank");
        }
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    name + " has " + value.length() + " characters, at most " + MAX_LENGTH + " are allowed");
        }
    }

    static void requirePart(String name, String value) {
        requireKey(name, value);
        if (value.indexOf(SEPARATOR) >= 0) {
            throw new IllegalArgumentException(name + " holds the control character U+001F: '" + value + "'");
        }
    }
}
