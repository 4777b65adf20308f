package io.graphrecall.evaluation.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class CrossModalScoresTest {

    private static final int PAIRS = 40;

    @Test
    void anImageWithTheVectorOfItsTextIsFound() {
        List<CrossModalScores.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            pairs.add(new CrossModalScores.Pair("title " + i, at(i), at(i)));
        }
        CrossModalScores found = CrossModalScores.of(pairs);
        assertThat(found.contents()).isEqualTo(PAIRS);
        assertThat(found.textToPicture()).isEqualTo(1);
        assertThat(found.pictureToText()).isEqualTo(1);
        assertThat(found.chance()).isCloseTo(10.0 / PAIRS, within(1e-9));
    }

    @Test
    void anotherContentWithTheSameTitleIsAHit() {
        List<CrossModalScores.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) { // each text has the vector of another picture with the same title, opposite its own picture
            pairs.add(new CrossModalScores.Pair("title " + i % 2, at(i), at(i + PAIRS / 2)));
        }
        assertThat(CrossModalScores.of(pairs).textToPicture()).isEqualTo(1);
        List<CrossModalScores.Pair> apart = pairs.stream()
                .map(pair -> new CrossModalScores.Pair("title " + pairs.indexOf(pair), pair.text(), pair.picture()))
                .toList();
        assertThat(CrossModalScores.of(apart).textToPicture()).isEqualTo(0);
    }

    @Test
    void shuffledPicturesAreFoundAtTheRateOfChance() {
        List<Integer> texts = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            texts.add(i);
        }
        List<Integer> pictures = new ArrayList<>(texts);
        Collections.shuffle(pictures, new Random(1));
        CrossModalScores found = CrossModalScores.of(texts.stream()
                .map(i -> new CrossModalScores.Pair("title " + i / 4, at(i), at(pictures.get(i)))).toList());
        assertThat(found.textToPicture()).isCloseTo(found.chance(), within(0.05));
        assertThat(found.chance()).isCloseTo(0.097, within(0.002)); // 1 - (390 choose 4) / (400 choose 4)
    }

    /** Returns a point on the unit circle. */
    private static float[] at(int place) {
        double angle = 2 * Math.PI * place / PAIRS;
        return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
    }
}
