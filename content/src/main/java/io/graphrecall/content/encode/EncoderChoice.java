package io.graphrecall.content.encode;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Setting that selects the text encoder of a catalogue. All texts of one space use the same encoder. */
public enum EncoderChoice {
    /** Chinese if more than a tenth of the letters are Chinese, else English. */
    AUTO,
    CHINESE,
    ENGLISH;

    /** Minimum share of Chinese letters. One Chinese character corresponds to about three English letters. */
    private static final double CHINESE_SHARE = 0.1;

    /** Number of texts for language detection. */
    private static final int SAMPLE_SIZE = 2_000;

    /** Name in settings, in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the choice of a name in settings. */
    public static Optional<EncoderChoice> ofWireName(String name) {
        return Arrays.stream(values()).filter(choice -> choice.wireName().equals(name)).findFirst();
    }

    /** Returns the model for a catalogue. {@link #AUTO} detects the language of its first 2,000 texts. */
    public EncoderModel model(Collection<String> texts) {
        return switch (this) {
            case AUTO -> isChinese(texts) ? EncoderModel.CHINESE : EncoderModel.ENGLISH;
            case CHINESE -> EncoderModel.CHINESE;
            case ENGLISH -> EncoderModel.ENGLISH;
        };
    }

    private static boolean isChinese(Collection<String> texts) {
        long letters = 0;
        long ideographs = 0;
        for (String text : texts.stream().limit(SAMPLE_SIZE).toList()) {
            letters += text.codePoints().filter(Character::isLetter).count();
            ideographs += text.codePoints().filter(Character::isIdeographic).count();
        }
        return ideographs > CHINESE_SHARE * letters;
    }
}
