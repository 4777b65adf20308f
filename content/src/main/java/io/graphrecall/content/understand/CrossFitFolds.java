package io.graphrecall.content.understand;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * Assignment of records to five cross-validation folds for the prediction of hidden fields. The fold is a hash of the
 * letters and digits of the caption without hashtags and case, so equal captions are in one fold. If nothing is left,
 * the hash is over the caption with hashtags, or else over the id.
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
