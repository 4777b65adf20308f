package io.graphrecall.content.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Takes out of a text what carries no meaning as a word: addresses, mentions' signs, emoji; full width becomes half. */
final class PlainText {

    private static final Pattern ADDRESS = Pattern.compile("(?:https?://|www\\.)\\S+");

    private PlainText() {}

    static String of(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder plain = new StringBuilder(normal.length());
        ADDRESS.matcher(normal).replaceAll(" ").codePoints().forEach(c -> plain.appendCodePoint(kept(c) ? c : ' '));
        return plain.toString();
    }

    /** Letters and digits of any script, and the punctuation that ends a sentence: segmentation works by sentences. */
    private static boolean kept(int c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '。' || c == '!' || c == '?' || c == '\'';
    }
}
