package io.graphrecall.evaluation.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class CrossModalTest {

    private static final int PAIRS = 40;

    @Test
    void whatStandsWhereItsTextStandsIsFound() {
        List<CrossModal.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            pairs.add(new CrossModal.Pair("title " + i, at(i), at(i)));
        }
        CrossModal found = CrossModal.of(pairs);
        assertThat(found.contents()).isEqualTo(PAIRS);
        assertThat(found.textToPicture()).isEqualTo(1);
        assertThat(found.pictureToText()).isEqualTo(1);
        assertThat(found.chance()).isCloseTo(10.0 / PAIRS, within(1e-9));
    }

    @Test
    void anEqualTitleCountsAsFound() {
        List<CrossModal.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) { // the text of each lies opposite its own picture, at another one of its title
            pairs.add(new CrossModal.Pair("title " + i % 2, at(i), at(i + PAIRS / 2)));
        }
        assertThat(CrossModal.of(pairs).textToPicture()).isEqualTo(1);
        List<CrossModal.Pair> apart = pairs.stream()
                .map(pair -> new CrossModal.Pair("title " + pairs.indexOf(pair), pair.text(), pair.picture())).toList();
        assertThat(CrossModal.of(apart).textToPicture()).isEqualTo(0);
    }

    @Test
    void picturesByLotAreFoundAsOftenAsByLot() {
        List<Integer> lot = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            lot.add(i);
        }
        List<Integer> pictures = new ArrayList<>(lot);
        Collections.shuffle(pictures, new Random(1));
        CrossModal found = CrossModal.of(lot.stream()
                .map(i -> new CrossModal.Pair("title " + i / 4, at(i), at(pictures.get(i)))).toList());
        assertThat(found.textToPicture()).isCloseTo(found.chance(), within(0.05));
        assertThat(found.chance()).isCloseTo(0.097, within(0.002)); // 1 - (390 choose 4) / (400 choose 4)
    }

    /** A place on a circle. */
    private static float[] at(int place) {
        double angle = 2 * Math.PI * place / PAIRS;
        return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
    }
}
