package io.graphrecall.content.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Cleaning of texts before segmentation: removes HTML, URLs, {@code @} signs, emoji, English clitics such as {@code 's}
 * and marks inside words, normalises width by NFKC, breaks lines.
 */
final class PlainText {

    private static final Pattern URL = Pattern.compile(
            "(?:https?://|www\\.)[\\x21-\\x7e&&[^<>\"]]+", Pattern.CASE_INSENSITIVE);

    /** Clitics, with the words that are no words without {@code n't}. */
    private static final Pattern CLITIC = Pattern.compile(
            "(?:(?<!\\p{L})(?:ai|ca|sha|wo)n't|(?<=\\p{L})(?:n't|'(?:s|t|d|ll|m|re|ve)))(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE);

    /** Marks of no script of their own, such as stress and Arabic vowels, soft hyphens and joiners; no zero-width space. */
    private static final Pattern MARK = Pattern.compile("[\\p{Mn}&&\\p{IsInherited}]|[\\p{Cf}&&[^\\x{200b}]]");

    /** The tokenizer reads 1,024 characters at a time. It cuts words, and even characters, unless a line ends among them. */
    private static final int MAX_LINE = 1022;
    /** Length of a line that may end between two words. */
    private static final int MIN_LINE = 960;

    private PlainText() {}

    /** Returns the text without HTML, URLs, marks and clitics, in the normal form NFKC, with straight apostrophes. */
    static String normalised(String text) {
        // A URL ends at a full-width mark, which NFKC would make part of it.
        String normalised = Normalizer.normalize(
                URL.matcher(Markup.removedFrom(text)).replaceAll(" "), Normalizer.Form.NFKC);
        return CLITIC.matcher(MARK.matcher(normalised).replaceAll("").replace('’', '\'')).replaceAll("");
    }

    /** Returns the lines of a {@link #normalised} text, with letters, digits and sentence punctuation only. */
    static String lines(String normalised) {
        StringBuilder plain = new StringBuilder(normalised.length());
        int line = 0;
        for (int c : normalised.codePoints().toArray()) {
            int length = plain.length() - line;
            if (length >= MAX_LINE || (length >= MIN_LINE && !isInWord(c))) {
                plain.append('\n');
                line = plain.length();
            }
            plain.appendCodePoint(isKept(c) ? c : ' ');
        }
        return plain.toString();
    }

    /**
     * True for letters with the marks of their script, for digits, and for sentence punctuation, since segmentation works
     * by sentences.
     */
    private static boolean isKept(int c) {
        return isInWord(c) || c == '.' || c == '。' || c == '!' || c == '?'
                || c == '\'';
    }

    private static boolean isInWord(int c) {
        return Character.isLetterOrDigit(c) || isVowelSign(c);
    }

    /** True for the marks that Indian and South-East Asian scripts write vowels with. */
    private static boolean isVowelSign(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
