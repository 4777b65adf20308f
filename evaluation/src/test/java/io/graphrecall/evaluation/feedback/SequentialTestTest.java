package io.graphrecall.evaluation.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class SequentialTestTest {

    private static final int RUNS = 100;
    private static final int LOOKS = 40;
    private static final int USERS_PER_LOOK = 100;
    private static final double RATE = 0.1;

    @Test
    void aPlaceboIsSeldomFound() {
        // A test for a fixed number of users would find a difference at one of the 40 looks in about 4 of 10 runs. Here it
        // is at most 5 %, so more than 12 of 100 have a probability below 0.1 %.
        assertThat(found(RATE)).isLessThanOrEqualTo(12);
    }

    @Test
    void aBetterVariantIsFound() {
        assertThat(found(1.2 * RATE)).isGreaterThanOrEqualTo(90);
    }

    /** Returns the number of experiments that are decided at one of many looks. */
    private static int found(double rate) {
        int found = 0;
        for (int run = 0; run < RUNS; run++) {
            SplittableRandom random = new SplittableRandom(run);
            List<ClickRate.User> control = new ArrayList<>();
            List<ClickRate.User> variant = new ArrayList<>();
            boolean decided = false;
            for (int look = 0; look < LOOKS && !decided; look++) {
                for (int user = 0; user < USERS_PER_LOOK; user++) {
                    control.add(user(random, RATE));
                    variant.add(user(random, rate));
                }
                ClickRate a = ClickRate.of(control);
                ClickRate b = ClickRate.of(variant);
                decided = b.difference(a).isDecided();
            }
            found += decided ? 1 : 0;
        }
        return found;
    }

    @Test
    void aSmallVariantBesideALargeControlIsSeldomDecided() {
        // The same limit as for a placebo of equal size. With variances around the rates of the groups, 20 are decided,
        // because the first users of the variant often do not click at all.
        int found = 0;
        for (int run = 0; run < RUNS; run++) {
            SplittableRandom random = new SplittableRandom(run);
            ClickRate control = ClickRate.of(IntStream.range(0, 1_000).mapToObj(user -> user(random, RATE)).toList());
            List<ClickRate.User> variant = new ArrayList<>();
            boolean decided = false;
            for (int look = 0; look < LOOKS && !decided; look++) {
                variant.add(user(random, RATE));
                variant.add(user(random, RATE));
                decided = ClickRate.of(variant).difference(control).isDecided();
            }
            found += decided ? 1 : 0;
        }
        assertThat(found).isLessThanOrEqualTo(12);
    }

    @Test
    void twoUsersWithoutAClickDecideNothing() {
        SplittableRandom random = new SplittableRandom(1);
        ClickRate control = ClickRate.of(IntStream.range(0, 1_000).mapToObj(user -> user(random, RATE)).toList());
        ClickRate.User idle = new ClickRate.User();
        IntStream.range(0, 5).forEach(shown -> idle.add(false));
        assertThat(ClickRate.of(List.of(idle, idle)).difference(control).isDecided()).isFalse();
    }

    @Test
    void aControlGroupWithoutAClickCanLose() {
        SplittableRandom random = new SplittableRandom(1);
        ClickRate idle = ClickRate.of(IntStream.range(0, 1_000).mapToObj(user -> user(random, 0)).toList());
        ClickRate variant = ClickRate.of(IntStream.range(0, 1_000).mapToObj(user -> user(random, RATE)).toList());
        assertThat(variant.difference(idle).low()).isPositive();
        assertThat(idle.difference(idle).isDecided()).isFalse();
    }

    /** Returns a user with 1 to 20 shown contents, whose own rate is up to twice that of all. */
    private static ClickRate.User user(SplittableRandom random, double rate) {
        ClickRate.User user = new ClickRate.User();
        double own = 2 * rate * random.nextDouble();
        for (int shown = random.nextInt(1, 21); shown > 0; shown--) {
            user.add(random.nextDouble() < own);
        }
        return user;
    }

    @Test
    void theIntervalExcludesZeroExactlyIfThePValueIsBelowFivePercent() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            SequentialTest test = SequentialTest.of(
                    random.nextDouble(-0.1, 0.1), random.nextDouble(1e-8, 1e-3), random.nextDouble(1e-4, 0.1));
            assertThat(test.isDecided()).as("%s", test).isEqualTo(test.p() < 0.05);
            assertThat(test.low()).isBetween(-1.0, test.difference());
            assertThat(test.high()).isBetween(test.difference(), 1.0);
            if (test.low() > -1 && test.high() < 1) {
                assertThat((test.low() + test.high()) / 2).isCloseTo(test.difference(), within(1e-12));
            }
        }
    }

    @Test
    void anIntervalOfFewUsersDoesNotExceedWhatRatesCanDifferBy() {
        ClickRate.User eager = new ClickRate.User();
        IntStream.range(0, 10).forEach(shown -> eager.add(shown < 3));
        ClickRate.User idle = new ClickRate.User();
        IntStream.range(0, 10).forEach(shown -> idle.add(false));

        SequentialTest test = ClickRate.of(List.of(eager, idle)).difference(ClickRate.of(List.of(eager, idle, idle)));

        assertThat(List.of(test.low(), test.high())).containsExactly(-1.0, 1.0);
    }

    @Test
    void nothingIsKnownWithoutAVariance() {
        assertThat(SequentialTest.of(0.1, Double.POSITIVE_INFINITY, 0.1)).isEqualTo(new SequentialTest(0.1, -1, 1, 1));
        assertThat(SequentialTest.of(0.1, 0, 0.1).isDecided()).isFalse();
    }
}
