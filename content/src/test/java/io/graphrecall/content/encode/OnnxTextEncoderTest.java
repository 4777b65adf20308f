package io.graphrecall.content.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class OnnxTextEncoderTest {

    @Test
    void chineseTextsOfSimilarMeaningHaveSimilarVectors() {
        try (TextEncoder encoder = new OnnxTextEncoder(EncoderModel.CHINESE, 1)) {
            float[][] vectors = encoder.encode(List.of("法式美甲教程", "美甲款式分享", "二手汽车保养"));

            assertThat(vectors).hasDimensions(3, 512);
            assertThat(cosine(vectors[0], vectors[0])).isCloseTo(1, within(1e-4));
            assertThat(cosine(vectors[0], vectors[1])).isGreaterThan(cosine(vectors[0], vectors[2]) + 0.1);
        }
    }

    @Test
    void englishTextsOfSimilarMeaningHaveSimilarVectors() {
        try (TextEncoder encoder = new OnnxTextEncoder(EncoderModel.ENGLISH, 1)) {
            float[][] vectors = encoder.encode(List.of("gel nail polish", "manicure lacquer", "used car engine"));

            assertThat(vectors).hasDimensions(3, 384);
            assertThat(cosine(vectors[0], vectors[1])).isGreaterThan(cosine(vectors[0], vectors[2]) + 0.1);
        }
    }

    @Test
    void theVectorOfATextHasTheSameDigitsInEveryBatch() {
        try (TextEncoder encoder = new OnnxTextEncoder(EncoderModel.CHINESE, 1)) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                texts.add("春天来了".repeat(1 + i * 7 % 40) + i);
            }
            float[][] batched = encoder.encode(texts);

            for (int i = 0; i < texts.size(); i += 9) {
                float[] single = encoder.encode(List.of(texts.get(i)))[0];
                assertThat(single).as(texts.get(i)).isEqualTo(batched[i]);
            }
        }
    }

    @Test
    void aTextWithoutWordsHasTheZeroVector() {
        try (TextEncoder encoder = new OnnxTextEncoder(EncoderModel.CHINESE, 1)) {
            float[][] vectors = encoder.encode(List.of("", "😀 ...", "猫"));

            assertThat(vectors[0]).containsOnly(0f);
            assertThat(vectors[1]).containsOnly(0f);
            assertThat(cosine(vectors[2], vectors[2])).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void aClosedEncoderRefusesTexts() {
        TextEncoder encoder = new OnnxTextEncoder(EncoderModel.CHINESE, 1);
        encoder.close();

        assertThatThrownBy(() -> encoder.encode(List.of("猫"))).isInstanceOf(IllegalStateException.class);
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
