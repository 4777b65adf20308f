package io.graphrecall.service.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * Range of keys in the order of their code points, which is the order of the graph's indexes.
 *
 * @param from first key
 * @param to   first key beyond the range
 */
public record KeyRange(String from, String to) {

    /** Sorts after every key: keys have at most 1,024 characters, and this has more of the last code point. */
    private static final String BEYOND = Character.toString(Character.MAX_CODE_POINT).repeat(513);

    /**
     * Returns the range of the keys that have a prefix.
     *
     * @param prefix may be empty
     * @param after  a key of the range, which then begins after it; null for the whole range
     */
    public static KeyRange of(String prefix, @Nullable String after) {
        return new KeyRange(after == null ? prefix : after + '\0', end(prefix));
    }

    /** Returns the prefix with its last code point increased. */
    private static String end(String prefix) {
        if (prefix.isEmpty()) {
            return BEYOND;
        }
        int last = prefix.codePointBefore(prefix.length());
        String start = prefix.substring(0, prefix.length() - Character.charCount(last));
        if (last == Character.MAX_CODE_POINT) {
            return end(start);
        }
        int next = last + 1;
        return start + Character.toString(next == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : next);
    }
}
