package io.graphrecall.schema;

/** Checks of Java strings, which can hold text that is not valid Unicode. */
public final class Unicode {

    private Unicode() {}

    /** Returns true if a text has half a surrogate pair, which UTF-8 cannot encode. */
    public static boolean hasUnpairedSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
