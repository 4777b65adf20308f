package io.graphrecall.retrieval;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Normal form of phrases: NFKC, lower case, single spaces for punctuation, and English plural endings removed by the
 * S-stemmer (Harman 1991). A word also ends where a script without spaces begins.
 */
final class PhraseForm {

    private PhraseForm() {}

    static String of(String text) {
        String lowerCase = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder form = new StringBuilder(lowerCase.length());
        int wordStart = 0;
        for (int i = 0; i < lowerCase.length();) {
            int c = lowerCase.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetterOrDigit(c)) {
                if (form.length() > wordStart && isSpacedScript(c) != isSpacedScript(form.charAt(form.length() - 1))) {
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

    /** True for a letter of a script with spaces between words. Phrases then start and end at word boundaries. */
    static boolean isSpacedScript(int c) {
        return Character.isLetterOrDigit(c) && !Character.isIdeographic(c) && Character.isBmpCodePoint(c)
                && !(c >= '\u3040' && c <= '\u30ff');
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
