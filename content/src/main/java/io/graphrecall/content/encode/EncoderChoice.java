package io.graphrecall.content.encode;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Which encoder a catalogue's texts get. All texts of one space have the same. */
public enum EncoderChoice {
    /** Chinese where at least a tenth of the letters are Chinese, else English. */
    AUTO,
    CHINESE,
    ENGLISH;

    /** Chinese says with one character what takes English about three letters. */
    private static final double CHINESE_SHARE = 0.1;

    /** Enough to tell a language. */
    private static final int SAMPLE = 2_000;

    /** The name in settings: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The choice of a wire name. */
    public static Optional<EncoderChoice> ofWireName(String name) {
        return Arrays.stream(values()).filter(choice -> choice.wireName().equals(name)).findFirst();
    }

    /** The model for a catalogue; with {@link #AUTO} told from the first 2,000 of its texts. */
    public EncoderModel model(Collection<String> texts) {
        return switch (this) {
            case AUTO -> chinese(texts) ? EncoderModel.CHINESE : EncoderModel.ENGLISH;
            case CHINESE -> EncoderModel.CHINESE;
            case ENGLISH -> EncoderModel.ENGLISH;
        };
    }

    private static boolean chinese(Collection<String> texts) {
        long letters = 0;
        long ideographs = 0;
        for (String text : texts.stream().limit(SAMPLE).toList()) {
            letters += text.codePoints().filter(Character::isLetter).count();
            ideographs += text.codePoints().filter(Character::isIdeographic).count();
        }
        return ideographs > CHINESE_SHARE * letters;
    }
}
