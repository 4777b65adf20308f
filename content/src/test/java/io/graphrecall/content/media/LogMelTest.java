package io.graphrecall.content.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogMelTest {

    private final LogMel logMel = new LogMel();

    @Test
    void silenceHasTheFloorInEveryBand() {
        float[] silence = logMel.of(new float[LogMel.SEGMENT]);
        assertThat(silence).hasSize(LogMel.STEPS * LogMel.BANDS);
        for (float value : silence) {
            assertThat(value).isCloseTo((float) Math.log(0.01), within(1e-4f));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {300, 440, 1_000, 3_000, 6_000})
    void aHigherToneIsLoudestInAHigherBand(double hertz) {
        assertThat(loudest(hertz * 1.2)).isGreaterThan(loudest(hertz));
    }

    private int loudest(double hertz) {
        float[] tone = new float[LogMel.SEGMENT];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) Math.sin(2 * Math.PI * hertz * i / LogMel.RATE);
        }
        float[] mel = logMel.of(tone);
        int loudest = 0;
        for (int band = 0; band < LogMel.BANDS; band++) {
            loudest = mel[band] > mel[loudest] ? band : loudest;
        }
        return loudest;
    }
}
