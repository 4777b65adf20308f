package io.graphrecall.evaluation.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.blend.TeamDraft;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Users who click on interleaved lists. A list ranks contents by their relevance to the user with an error. */
class PreferenceTest {

    private static final int RUNS = 100;
    private static final int LOOKS = 20;
    private static final int USERS_PER_LOOK = 50;
    private static final int CONTENTS = 30;
    private static final int SIZE = 10;
    private static final double ERROR = 0.3;

    @Test
    void variantsOfEqualQualityGetEqualShares() {
        List<Preference.User> users = users(new SplittableRandom(1), 20_000, ERROR, ERROR);

        Preference preference = Preference.of("variant", users);

        // About 60,000 clicks: a standard deviation of the share is below 0.0025.
        assertThat(preference.sceneClicks() + preference.variantClicks()).isGreaterThan(40_000);
        assertThat(preference.share()).isCloseTo(0.5, within(0.01));
        assertThat(preference.low()).isLessThan(0.5);
        assertThat(preference.high()).isGreaterThan(0.5);
    }

    @Test
    void equalVariantsAreSeldomDecidedAtAnyLook() {
        // At most 5 % by the test, so more than 12 of 100 have a probability below 0.1 %.
        assertThat(decided(ERROR)).isLessThanOrEqualTo(12);
    }

    @Test
    void aVariantOfSmallerErrorIsPreferred() {
        assertThat(decided(ERROR / 2)).isGreaterThanOrEqualTo(90);
        assertThat(Preference.of("variant", users(new SplittableRandom(1), 2_000, ERROR, ERROR / 2)).low())
                .isGreaterThan(0.5);
    }

    /** Returns the number of experiments that are decided at one of many looks. */
    private static int decided(double errorOfVariant) {
        int decided = 0;
        for (int run = 0; run < RUNS; run++) {
            SplittableRandom random = new SplittableRandom(run);
            List<Preference.User> users = new ArrayList<>();
            for (int look = 0; look < LOOKS; look++) {
                users.addAll(users(random, USERS_PER_LOOK, ERROR, errorOfVariant));
                if (Preference.of("variant", users).test().isDecided()) {
                    decided++;
                    break;
                }
            }
        }
        return decided;
    }

    /** Returns those of some users who click a credited content. */
    private static List<Preference.User> users(
            SplittableRandom random, int count, double errorOfScene, double errorOfVariant) {
        List<Preference.User> users = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] relevance = random.doubles(CONTENTS).toArray();
            Preference.User user = new Preference.User();
            boolean clicks = false;
            for (int request = random.nextInt(1, 6); request > 0; request--) {
                TeamDraft draft = TeamDraft.of(
                        list(random, relevance, errorOfScene), list(random, relevance, errorOfVariant), SIZE,
                        random.nextLong());
                for (int position = 0; position < draft.contents().length; position++) {
                    // Users see the first contents more often, and click what is relevant.
                    boolean clicked = random.nextDouble() < relevance[draft.contents()[position]] / (1 + position);
                    if (clicked && draft.teams()[position] != TeamDraft.NONE) {
                        user.add(draft.teams()[position] == 1);
                        clicks = true;
                    }
                }
            }
            if (clicks) {
                users.add(user);
            }
        }
        return users;
    }

    /** Returns the first contents by relevance plus an error. */
    private static int[] list(SplittableRandom random, double[] relevance, double error) {
        double[] scores = IntStream.range(0, relevance.length)
                .mapToDouble(content -> relevance[content] + error * random.nextGaussian()).toArray();
        return IntStream.range(0, scores.length).boxed().sorted(Comparator.comparingDouble(content -> -scores[content]))
                .limit(SIZE).mapToInt(Integer::intValue).toArray();
    }
}
