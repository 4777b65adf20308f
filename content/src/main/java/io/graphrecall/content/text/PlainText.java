package io.graphrecall.content.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Cleaning of texts before segmentation: removes URLs, {@code @} signs and emoji, and normalises width by NFKC. */
final class PlainText {

    private static final Pattern URL = Pattern.compile("(?:https?://|www\\.)\\S+");

    private PlainText() {}

    static String of(String text) {
        String normalised = Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder plain = new StringBuilder(normalised.length());
        URL.matcher(normalised).replaceAll(" ").codePoints().forEach(c -> plain.appendCodePoint(isKept(c) ? c : ' '));
        return plain.toString();
    }

    /** True for letters, digits and sentence punctuation, since segmentation works by sentences. */
    private static boolean isKept(int c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '。' || c == '!' || c == '?' || c == '\'';
    }
}
