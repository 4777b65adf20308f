package io.graphrecall.content.encode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

class NoiseLevelTest {

    private static final List<String> TEXTS = List.of(
            "gel nail polish", "moisturising face cream", "waterproof mascara", "shampoo for dry hair", "beard trimmer",
            "sunscreen for children", "rose perfume", "electric toothbrush", "lip balm with honey", "bath salt");

    @Test
    void liesBetweenRandomStringsAndSearchesWithAMeaning() {
        try (TextEncoder encoder = new OnnxTextEncoder(EncoderModel.ENGLISH, 1)) {
            float[][] vectors = encoder.encode(TEXTS);

            double noise = NoiseLevel.of(encoder, TEXTS, vectors);

            assertThat(Stream.of("xqzvw", "kwpt", "vbnhgy", "qqlmrt"))
                    .allSatisfy(random -> assertThat(highest(encoder, random, vectors)).isLessThan(noise));
            assertThat(Stream.of("manicure lacquer", "skin lotion", "eye makeup", "shaving", "uv protection"))
                    .allSatisfy(search -> assertThat(highest(encoder, search, vectors)).isGreaterThan(noise));
            assertThat(NoiseLevel.of(encoder, TEXTS, vectors)).isEqualTo(noise);
        }
    }

    @Test
    void isZeroWithoutLetters() {
        try (TextEncoder encoder = new OnnxTextEncoder(EncoderModel.ENGLISH, 1)) {
            assertThat(NoiseLevel.of(encoder, List.of("...", ""), new float[2][384])).isZero();
        }
    }

    private static double highest(TextEncoder encoder, String text, float[][] vectors) {
        float[] products = new DotProducts(List.of(vectors)).of(List.of(encoder.encode(List.of(text))))[0];
        double highest = 0;
        for (float product : products) {
            highest = Math.max(highest, product);
        }
        return highest;
    }
}
