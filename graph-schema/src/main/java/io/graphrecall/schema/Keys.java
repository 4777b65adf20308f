package io.graphrecall.schema;

/** Validation rules for node keys. */
final class Keys {

    /** Separates the parts of a composite key. No part may contain it. */
    static final char SEPARATOR = '\u001f';

    /**
     * Maximum key length in characters. A Neo4j index entry is limited to about 8,000 bytes; this leaves room for
     * composite keys.
     */
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
        if (Unicode.hasUnpairedSurrogate(value)) {
            throw new IllegalArgumentException(name + " contains an unpaired surrogate");
        }
    }

    static void requirePart(String name, String value) {
        requireKey(name, value);
        if (value.indexOf(SEPARATOR) >= 0) {
            throw new IllegalArgumentException(name + " contains the control character U+001F: '" + value + "'");
        }
    }
}
