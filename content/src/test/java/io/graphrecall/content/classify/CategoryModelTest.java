package io.graphrecall.content.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.content.text.Terms;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class CategoryModelTest {

    private static final float[] NO_VECTOR = {};
    private static final List<List<String>> PATHS = List.of(List.of("运动", "球类"), List.of("运动", "跑步"),
            List.of("美妆"), List.of("美妆", "美甲"));
    private static final List<List<String>> WORDS = List.of(List.of("篮球", "比赛", "冠军"), List.of("跑步", "比赛", "公里"),
            List.of("口红", "好看", "颜色"), List.of("指甲", "好看", "颜色"));

    private final Terms terms = new Terms();

    @Test
    void predictsEveryLevelAndTheEndOfAPath() {
        Fitted model = fit(SoftmaxParameters.DEFAULT);

        assertThat(model.predict("篮球 冠军").path()).containsExactly("运动", "球类");
        assertThat(model.predict("跑步 公里").path()).containsExactly("运动", "跑步");
        assertThat(model.predict("口红 颜色").path()).containsExactly("美妆");
        assertThat(model.predict("指甲 颜色").path()).containsExactly("美妆", "美甲");
    }

    @Test
    void scoresDecreaseByLevelAndReflectConfidence() {
        Fitted model = fit(SoftmaxParameters.DEFAULT);
        CategoryPrediction confident = model.predict("篮球 比赛 冠军");
        CategoryPrediction uncertain = model.predict("天气");

        assertThat(confident.scores()).hasSize(2).isSortedAccordingTo((a, b) -> Float.compare(b, a))
                .allSatisfy(score -> assertThat(score).isBetween(0.6f, 1f));
        assertThat(uncertain.scores().getFirst()).isBetween(0.4f, 0.7f);
        assertThat(confident.confidentPath(0.5)).isEqualTo(confident.path());
        assertThat(uncertain.confidentPath(0.9)).isEmpty();
    }

    @Test
    void predictionsAreReproducibleBySeed() {
        assertThat(fit(SoftmaxParameters.DEFAULT).predict("颜色 比赛"))
                .isEqualTo(fit(SoftmaxParameters.DEFAULT).predict("颜色 比赛"))
                .isNotEqualTo(fit(SoftmaxParameters.DEFAULT.withSeed(1)).predict("颜色 比赛"));
    }

    @Test
    void sentenceVectorsAreUsed() {
        List<Features> examples = new ArrayList<>();
        List<List<String>> paths = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            examples.add(new Features(new float[] {i % 2, i % 3 / 10f}, new int[0], new float[0]));
            paths.add(List.of(i % 2 == 0 ? "even" : "odd"));
        }
        CategoryModel model = CategoryModel.fit(examples, paths, SoftmaxParameters.DEFAULT);

        assertThat(model.distribution(examples.get(4)).prediction(Source.MEANING).path()).containsExactly("even");
        assertThat(model.distribution(examples.get(5)).prediction(Source.MEANING).path()).containsExactly("odd");
    }

    @Test
    void aSingleCategoryHasScoreOne() {
        CategoryPrediction only = CategoryModel
                .fit(List.of(new Features(NO_VECTOR, new int[0], new float[0])), List.of(List.of("a", "b")),
                        SoftmaxParameters.DEFAULT)
                .distribution(new Features(NO_VECTOR, new int[0], new float[0])).prediction(Source.MEANING);

        assertThat(only).isEqualTo(new CategoryPrediction(List.of("a", "b"), List.of(1f, 1f), Source.MEANING));
    }

    @Test
    void wordsOfEveryTextHaveNoWeight() {
        WordFeatures words = WordFeatures.of(List.of("same red", "same red", "same", "same blue", "same blue"), terms);

        assertThat(words.features("same", NO_VECTOR).values()).doesNotContain(Float.NaN);
        assertThat(words.features("same red", NO_VECTOR).values()).doesNotContain(Float.NaN).contains(1f);
    }

    @Test
    void fittingNeedsExamples() {
        assertThatThrownBy(() -> CategoryModel.fit(List.of(), List.of(), SoftmaxParameters.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private record Fitted(WordFeatures words, CategoryModel model) {

        CategoryPrediction predict(String text) {
            return model.distribution(words.features(text, NO_VECTOR)).prediction(Source.MEANING);
        }
    }

    private Fitted fit(SoftmaxParameters parameters) {
        List<String> texts = new ArrayList<>();
        List<List<String>> paths = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            List<String> words = WORDS.get(i % 4);
            texts.add(words.get(i / 4 % 3) + " " + words.getFirst() + " " + words.get(i / 12 % 3));
            paths.add(PATHS.get(i % 4));
        }
        WordFeatures words = WordFeatures.of(texts, terms);
        return new Fitted(words, CategoryModel.fit(
                texts.stream().map(text -> words.features(text, NO_VECTOR)).toList(), paths, parameters));
    }
}
