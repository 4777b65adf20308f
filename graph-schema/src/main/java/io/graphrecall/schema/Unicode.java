package io.graphrecall.schema;

/** Checks of Java strings, which can hold text that is not valid Unicode. */
public final class Unicode {

    private Unicode() {}

    /** Returns true if a text has half a surrogate pair, which UTF-8 cannot encode. */
    public static boolean hasUnpairedSurrogate(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int codePoint = text.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                return true;
            }
        }
        return false;
    }
}
