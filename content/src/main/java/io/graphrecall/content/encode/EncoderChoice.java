package io.graphrecall.content.encode;

import io.graphrecall.schema.WireNamed;

import java.util.Collection;
import java.util.List;

/** Setting that selects the text encoder of a catalogue. All texts of one space use the same encoder. */
public enum EncoderChoice implements WireNamed {
    /** Chinese if more than a tenth of the letters are Chinese, else English. */
    AUTO,
    CHINESE,
    ENGLISH;

    /** Minimum share of Chinese letters. One Chinese character corresponds to about three English letters. */
    private static final double CHINESE_SHARE = 0.1;

    /** Number of texts for language detection. */
    private static final int SAMPLE_SIZE = 2_000;

    /** Returns the model for a catalogue. {@link #AUTO} detects the language of 2,000 texts that are evenly spread over it. */
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
        List<String> written = texts.stream().filter(text -> !text.isBlank()).toList();
        int sampled = Math.min(SAMPLE_SIZE, written.size());
        for (int i = 0; i < sampled; i++) {
            String text = written.get((int) ((long) i * written.size() / sampled));
            letters += text.codePoints().filter(Character::isLetter).count();
            ideographs += text.codePoints().filter(Character::isIdeographic).count();
        }
        return ideographs > CHINESE_SHARE * letters;
    }
}
