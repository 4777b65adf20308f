package io.graphrecall.content.understand;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * Which of five parts a record belongs to when hidden fields are predicted: what is hidden of one part is learned from
 * the other four. Told by a hash of the caption without hashtags, case, spaces and signs, so that equal captions are in
 * one part; where nothing is left of it by the whole caption, and where that says nothing by the id.
 */
final class CrossFitFolds {

    static final int COUNT = 5;

    private CrossFitFolds() {}

    static int of(String id, String text, String plain) {
        String caption = letters(plain).isEmpty() ? letters(text) : letters(plain);
        CRC32C hash = new CRC32C();
        hash.update((caption.isEmpty() ? id : caption).getBytes(StandardCharsets.UTF_8));
        return (int) (hash.getValue() % COUNT);
    }

    private static String letters(String text) {
        StringBuilder letters = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).codePoints()
                .filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
