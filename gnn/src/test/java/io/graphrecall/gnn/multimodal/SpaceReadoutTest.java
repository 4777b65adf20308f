package io.graphrecall.gnn.multimodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Vision of eight numbers, of which the first three tell three kinds of things; a kind has a word, others mean nothing. */
class SpaceReadoutTest {

    private static final int WIDTH = 8;
    private static final int KINDS = 3;
    private static final int COMMON = TermIndex.SPECIAL + KINDS;
    private static final int RANDOM = COMMON + 1;
    private static final int VOCABULARY = RANDOM + 1;

    private final List<float[]> vision = new ArrayList<>();
    private final List<int[]> texts = new ArrayList<>();

    SpaceReadoutTest() {
        Random random = new Random(4);
        for (int i = 0; i < 600; i++) {
            vision.add(seen(i % KINDS, random));
            int kind = TermIndex.SPECIAL + i % KINDS;
            texts.add(random.nextBoolean() ? new int[] {kind, COMMON, RANDOM} : new int[] {kind, COMMON, kind});
        }
    }

    /** What tells the kind is small beside what does not. */
    private static float[] seen(int kind, Random random) {
        float[] row = new float[WIDTH];
        for (int d = 0; d < WIDTH; d++) {
            row[d] = (float) (random.nextGaussian() * (d < KINDS ? 0.05 : 2) + (d == kind ? 0.5 : 0) + 1);
        }
        return row;
    }

    private SpaceReadout fitted() {
        return SpaceReadout.fit(WIDTH, vision, texts, VOCABULARY);
    }

    private static double cosine(float[] one, float[] other) {
        double sum = 0;
        for (int d = 0; d < one.length; d++) {
            sum += one[d] * other[d];
        }
        return sum;
    }

    @Test
    void picturesOfAKindAreNearHoweverMuchElseDiffers() {
        SpaceReadout readout = fitted();
        Random random = new Random(5);
        for (int i = 0; i < 50; i++) {
            float[] one = readout.visual(seen(0, random));
            assertThat(cosine(one, one)).isCloseTo(1, within(1e-5));
            assertThat(cosine(one, readout.visual(seen(0, random)))).isGreaterThan(0.8);
            assertThat(cosine(one, readout.visual(seen(1, random)))).isLessThan(0);
        }
    }

    @Test
    void aTextIsNearThePicturesItDescribes() {
        SpaceReadout readout = fitted();
        Random random = new Random(6);
        for (int kind = 0; kind < KINDS; kind++) {
            float[] text = Objects.requireNonNull(readout.text(new int[] {TermIndex.SPECIAL + kind}));
            for (int other = 0; other < KINDS; other++) {
                double near = cosine(text, readout.visual(seen(other, random)));
                assertThat(near > 0.5).as("text of kind %d, picture of kind %d: %f", kind, other, near)
                        .isEqualTo(kind == other);
            }
        }
    }

    @Test
    void wordsThatPicturesTellNothingOfHaveNoSay() {
        SpaceReadout readout = fitted();
        float[] bare = Objects.requireNonNull(readout.text(new int[] {TermIndex.SPECIAL}));
        float[] named = Objects.requireNonNull(readout.text(new int[] {TermIndex.SPECIAL, RANDOM, COMMON}));
        assertThat(cosine(bare, named)).isGreaterThan(0.98);
        assertThat(readout.text(new int[] {COMMON, TermIndex.UNKNOWN})).isNull();
        assertThat(readout.text(new int[] {})).isNull();
    }

    @Test
    void withoutWordsPicturesAreComparedAsTheyAre() {
        SpaceReadout readout = SpaceReadout.fit(
                WIDTH, vision, texts.stream().map(text -> new int[] {}).toList(), VOCABULARY);
        float[] one = readout.visual(vision.get(0));
        assertThat(cosine(one, one)).isCloseTo(1, within(1e-5));
        assertThat(readout.text(new int[] {TermIndex.SPECIAL})).isNull();
    }

    @Test
    void aCatalogueWithoutPicturesCanBeFittedTo() {
        SpaceReadout readout = SpaceReadout.fit(WIDTH, List.of(), List.of(), VOCABULARY);
        assertThat(readout.text(new int[] {TermIndex.SPECIAL})).isNull();
    }
}
