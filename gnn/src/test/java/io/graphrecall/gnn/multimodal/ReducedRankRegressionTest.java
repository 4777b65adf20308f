package io.graphrecall.gnn.multimodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Vision with eight dimensions, of which the first three indicate three kinds. Each kind has a term; other terms are noise. */
class ReducedRankRegressionTest {

    private static final int WIDTH = 8;
    private static final int KINDS = 3;
    private static final int COMMON = TermVocabulary.FIRST_TERM + KINDS;
    private static final int RANDOM = COMMON + 1;
    private static final int VOCABULARY = RANDOM + 1;

    private final List<float[]> vision = new ArrayList<>();
    private final List<int[]> texts = new ArrayList<>();

    ReducedRankRegressionTest() {
        Random random = new Random(4);
        for (int i = 0; i < 600; i++) {
            vision.add(vision(i % KINDS, random));
            int kind = TermVocabulary.FIRST_TERM + i % KINDS;
            texts.add(random.nextBoolean() ? new int[] {kind, COMMON, RANDOM} : new int[] {kind, COMMON, kind});
        }
    }

    /** Returns vision in which the signal of the kind is small against the noise. */
    private static float[] vision(int kind, Random random) {
        float[] row = new float[WIDTH];
        for (int d = 0; d < WIDTH; d++) {
            row[d] = (float) (random.nextGaussian() * (d < KINDS ? 0.05 : 2) + (d == kind ? 0.5 : 0) + 1);
        }
        return row;
    }

    private ReducedRankRegression fitted() {
        return ReducedRankRegression.fit(WIDTH, vision, texts, VOCABULARY);
    }

    private static double cosine(float[] one, float[] other) {
        double sum = 0;
        for (int d = 0; d < one.length; d++) {
            sum += one[d] * other[d];
        }
        return sum;
    }

    @Test
    void picturesOfOneKindAreSimilarDespiteTheNoise() {
        ReducedRankRegression regression = fitted();
        Random random = new Random(5);
        for (int i = 0; i < 50; i++) {
            float[] one = regression.visual(vision(0, random));
            assertThat(cosine(one, one)).isCloseTo(1, within(1e-5));
            assertThat(cosine(one, regression.visual(vision(0, random)))).isGreaterThan(0.8);
            assertThat(cosine(one, regression.visual(vision(1, random)))).isLessThan(0);
        }
    }

    @Test
    void aTextIsSimilarToThePicturesOfItsKind() {
        ReducedRankRegression regression = fitted();
        Random random = new Random(6);
        for (int kind = 0; kind < KINDS; kind++) {
            float[] text = Objects.requireNonNull(regression.text(new int[] {TermVocabulary.FIRST_TERM + kind}));
            for (int other = 0; other < KINDS; other++) {
                double near = cosine(text, regression.visual(vision(other, random)));
                assertThat(near > 0.5).as("text of kind %d, picture of kind %d: %f", kind, other, near)
                        .isEqualTo(kind == other);
            }
        }
    }

    @Test
    void termsThatPicturesDoNotPredictHaveNoWeight() {
        ReducedRankRegression regression = fitted();
        float[] bare = Objects.requireNonNull(regression.text(new int[] {TermVocabulary.FIRST_TERM}));
        float[] named = Objects.requireNonNull(regression.text(new int[] {TermVocabulary.FIRST_TERM, RANDOM, COMMON}));
        assertThat(cosine(bare, named)).isGreaterThan(0.98);
        assertThat(regression.text(new int[] {COMMON, TermVocabulary.UNKNOWN})).isNull();
        assertThat(regression.text(new int[] {})).isNull();
    }

    @Test
    void withoutTermsPicturesStillHaveVectors() {
        ReducedRankRegression regression = ReducedRankRegression.fit(
                WIDTH, vision, texts.stream().map(text -> new int[] {}).toList(), VOCABULARY);
        float[] one = regression.visual(vision.get(0));
        assertThat(cosine(one, one)).isCloseTo(1, within(1e-5));
        assertThat(regression.text(new int[] {TermVocabulary.FIRST_TERM})).isNull();
    }

    @Test
    void fitsACatalogueWithoutPictures() {
        ReducedRankRegression regression = ReducedRankRegression.fit(WIDTH, List.of(), List.of(), VOCABULARY);
        assertThat(regression.text(new int[] {TermVocabulary.FIRST_TERM})).isNull();
    }
}
