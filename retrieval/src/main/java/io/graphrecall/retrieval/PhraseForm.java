package io.graphrecall.retrieval;

import io.graphrecall.schema.Scripts;

/**
 * Normal form of phrases: NFKC, lower case, no accents, single spaces for punctuation, and English plural endings removed by the
 * S-stemmer (Harman 1991). A word also ends where a script without spaces begins.
 */
public final class PhraseForm {

    private PhraseForm() {}

    public static String of(String text) {
        String folded = Scripts.fold(text);
        StringBuilder form = new StringBuilder(folded.length());
        int wordStart = 0;
        for (int i = 0; i < folded.length();) {
            int c = folded.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetterOrDigit(c)) {
                if (form.length() > wordStart
                        && Scripts.hasSpaces(c) != Scripts.hasSpaces(form.codePointBefore(form.length()))) {
                    stem(form, wordStart);
                    wordStart = form.length();
                }
                form.appendCodePoint(c);
                continue;
            }
            if (c == '\'' || c == '’') {
                continue;
            }
            stem(form, wordStart);
            if (!form.isEmpty() && form.charAt(form.length() - 1) != ' ') {
                form.append(' ');
            }
            wordStart = form.length();
        }
        stem(form, wordStart);
        return form.toString().strip();
    }

    /** Removes the plural ending of the word from {@code start} to the end. */
    private static void stem(StringBuilder form, int start) {
        int end = form.length();
        if (end - start < 4 || form.charAt(end - 1) != 's' || form.charAt(end - 2) > 'z') {
            return;
        }
        switch (form.charAt(end - 2)) {
            case 'u', 's' -> {}
            case 'e' -> {
                char before = form.charAt(end - 3);
                if (before == 'i') {
                    char stem = form.charAt(end - 4);
                    if (stem != 'a' && stem != 'e') {
                        form.setLength(end - 3);
                        form.append('y');
                    }
                } else if (before != 'a' && before != 'o' && before != 'e') {
                    form.setLength(end - 1);
                }
            }
            default -> form.setLength(end - 1);
        }
    }
}
