package io.graphrecall.gnn.deepmatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.BitSet;

class PopularityCostTest {

    /** The first 60 of 300 contents are popular, and the others match better by themselves. */
    private static float[] popularity() {
        float[] popularity = new float[300];
        for (int content = 0; content < 60; content++) {
            popularity[content] = 2;
        }
        return popularity;
    }

    private static float[] scores(float weight) {
        float[] scores = new float[300];
        for (int content = 0; content < scores.length; content++) {
            scores[content] = content / 300f + weight * popularity()[content];
        }
        return scores;
    }

    @Test
    void popularContentsThatDisplaceTheTailAreACost() {
        PopularityCost cost = new PopularityCost(popularity(), 1);
        cost.add(scores(1), 0, new BitSet());
        // 60 of the best 100 are popular with the term, none without it.
        assertThat(cost.value()).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void aSmallWeightCostsNothing() {
        PopularityCost cost = new PopularityCost(popularity(), 0.01f);
        cost.add(scores(0.01f), 0, new BitSet());
        assertThat(cost.value()).isZero();
        assertThat(new PopularityCost(popularity(), 1).value()).as("without lists").isZero();
    }

    @Test
    void seenContentsAreNotListed() {
        PopularityCost cost = new PopularityCost(popularity(), 1);
        BitSet seen = new BitSet();
        seen.set(0, 60);
        cost.add(scores(1), 0, seen);
        assertThat(cost.value()).isZero();
    }
}
