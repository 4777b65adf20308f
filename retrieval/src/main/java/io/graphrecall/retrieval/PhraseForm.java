package io.graphrecall.retrieval;

import io.graphrecall.schema.EnglishPlurals;
import io.graphrecall.schema.Scripts;

/**
 * Normal form of phrases: NFKC, lower case, no accents, single spaces for punctuation, and no {@link EnglishPlurals}. A word
 * also ends where a script without spaces begins.
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

    /** Replaces the word from {@code start} to the end by its stem. */
    private static void stem(StringBuilder form, int start) {
        String stem = EnglishPlurals.stem(form.substring(start));
        form.setLength(start);
        form.append(stem);
    }
}
