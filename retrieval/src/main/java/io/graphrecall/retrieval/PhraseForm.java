package io.graphrecall.retrieval;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The normal form in which phrases are compared: NFKC, lower case, punctuation as single spaces, English plurals without
 * their ending (the s-stemmer of Harman 1991).
 */
final class PhraseForm {

    private PhraseForm() {}

    static String of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder form = new StringBuilder(plain.length());
        int wordStart = 0;
        for (int i = 0; i < plain.length();) {
            int c = plain.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetterOrDigit(c)) {
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

    /** Whether a letter belongs to a script that writes words apart: a phrase then begins and ends with a word. */
    static boolean spaced(char c) {
        return Character.isLetterOrDigit(c) && !Character.isIdeographic(c) && !Character.isSurrogate(c)
                && !(c >= '\u3040' && c <= '\u30ff');
    }

    /** Takes the plural ending off the word from {@code start} to the end. */
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
