package io.graphrecall.metapath.term;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.sparse.SparseVector;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class TermVectorsTest {

    private static final float[] IDF = {1, 2, 3};

    private final TermVectors vectors = new TermVectors(
            NodeIndex.of(List.of("a", "b", "c")), IDF, text -> List.of(text.split(" ")));

    @Test
    void vectorsTimesIdfHaveLengthOne() {
        SparseVector vector = vectors.of("a a b");

        double squares = 0;
        for (int i = 0; i < vector.size(); i++) {
            squares += Math.pow(vector.weights()[i] * IDF[vector.ordinals()[i]], 2);
        }
        assertThat(squares).isCloseTo(1, within(1e-6));
        assertThat(vector.weight(0) / vector.weight(1)).isCloseTo((float) (1 + Math.log(2)), within(1e-5f));
    }

    @Test
    void aTitleTermWeighsMoreThanADescriptionTerm() {
        SparseVector vector = vectors.of("a", "b");

        assertThat(vector.weight(0)).isGreaterThan(vector.weight(1));
    }

    @Test
    void theYearAfterATitleIsNoTerm() {
        Segmenter words = text -> List.of(text.split("[ ()]+"));

        assertThat(TermVectors.words(words, "Toy Story (1995)", "Made in (1995)"))
                .containsExactly("Toy", "Story", "Toy", "Story", "Toy", "Story", "Made", "in", "1995");
        assertThat(TermVectors.words(words, "2001 A Space Odyssey", "")).contains("2001");
        assertThat(TermVectors.words(words, "(1984)", "")).as("a title that is a year").contains("1984");
    }

    @Test
    void aNumberBesideUnknownWordsIsSkipped() {
        TermVectors numbers = new TermVectors(
                NodeIndex.of(List.of("5", "iphone")), IDF, text -> List.of(text.split(" ")));

        assertThat(numbers.of("5 children books").isEmpty()).isTrue();
        assertThat(numbers.of("iphone 5").size()).isEqualTo(2);
        assertThat(numbers.of("5").size()).isEqualTo(1);
    }

    @Test
    void unknownTermsCountOnlyInTheLengthOfAQuery() {
        assertThat(vectors.of("x y").isEmpty()).isTrue();
        assertThat(vectors.of("a x x").weight(0)).isEqualTo((float) Math.sqrt(1 / (1 + 3 * 3.0)));
        assertThat(vectors.of("a", "x").weight(0)).isGreaterThan(0.9f);
    }

    @Test
    void anUnknownWordCountsOnceInTheLengthOfAQuery() {
        float one = vectors.of("a x").weight(0);

        assertThat(vectors.of("a 1999").weight(0)).as("a number").isEqualTo(1);
        assertThat(vectors.of("a 养 养猫 猫").weight(0)).as("a bigram").isEqualTo(vectors.of("a x y").weight(0));
        assertThat(vectors.of("a b foo bar foobar").weight(0)).as("a compound")
                .isEqualTo(vectors.of("a b x y").weight(0)).isLessThan(one);
    }

    @Test
    void aTitleIsReadUpToItsFirst2000Characters() {
        assertThat(TermVectors.words(text -> List.of(text), "x".repeat(3000), "").getFirst()).hasSize(2000);
    }

    @Test
    void overlongWordsAreNotCorrected() {
        TermVectors long24 = new TermVectors(
                NodeIndex.of(List.of("x".repeat(24), "y".repeat(25))), IDF, text -> List.of(text.split(" ")));

        assertThat(long24.corrections("x".repeat(23))).containsExactly(Map.entry("x".repeat(23), "x".repeat(24)));
        assertThat(long24.corrections("y".repeat(26))).isEmpty();
    }
}
