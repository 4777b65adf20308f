package io.graphrecall.schema;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Forms in which texts of different scripts are compared, and the scripts that separate words by spaces. */
public final class Scripts {

    private static final Pattern ACCENTS = Pattern.compile("(?<=\\p{IsLatin})\\p{InCombiningDiacriticalMarks}+");

    private Scripts() {}

    /**
     * Returns a text in the normal form NFKC and lower case, its Latin letters without accents; {@code ß} becomes
     * {@code ss}.
     */
    public static String fold(String text) {
        String letters = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        return Normalizer.normalize(letters, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).replace("ß", "ss");
    }

    /**
     * True for a letter or digit of a script that separates its words by spaces. False for Chinese, Japanese, Thai, Lao,
     * Khmer and Burmese, and for Korean, whose particles are written with their words.
     */
    public static boolean hasSpaces(int codePoint) {
        return Character.isLetterOrDigit(codePoint) && codePoint != 'ー'
                && switch (Character.UnicodeScript.of(codePoint)) {
                    case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR -> false;
                    default -> true;
                };
    }

    /**
     * Returns true if a phrase may start or end before this character: not inside a word of a script with spaces between
     * words, nor inside a character.
     */
    public static boolean isBoundary(String text, int index) {
        boolean insideWord = index > 0 && index < text.length()
                && hasSpaces(text.codePointBefore(index)) && hasSpaces(text.codePointAt(index));
        return !insideWord && (index == text.length() || !Character.isLowSurrogate(text.charAt(index)));
    }
}
