package io.graphrecall.retrieval.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;
import org.junit.jupiter.api.Test;

import java.time.Duration;

class EngagementWeightsTest {

    private static final EngagementParameters PARAMETERS = EngagementParameters.DEFAULT
            .withHalfLife(Duration.ofHours(10), 20, 4);

    private final EngagementWeights realTimes = new EngagementWeights(PARAMETERS, DataSet.Timestamps.REAL);
    private final EngagementWeights orderOnly = new EngagementWeights(PARAMETERS, DataSet.Timestamps.ORDER_ONLY);

    @Test
    void weightsHalveAfterTheHalfLife() {
        long age = Duration.ofHours(10).toMillis();

        assertThat(realTimes.weight(Action.CLICK, -1, age, 0)).isCloseTo(0.5, within(1e-9));
        assertThat(realTimes.weight(Action.CLICK, -1, 0, 20)).isCloseTo(0.5, within(1e-9));
        assertThat(realTimes.weight(Action.CLICK, -1, 2 * age, 20)).isCloseTo(0.125, within(1e-9));
        assertThat(orderOnly.weight(Action.CLICK, -1, age, 0)).isEqualTo(1);
        assertThat(orderOnly.weight(Action.CLICK, -1, age, 4)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void anEventInTheFutureHasAgeZero() {
        assertThat(realTimes.weight(Action.CLICK, -1, -5, 0)).isEqualTo(1);
    }

    @Test
    void aShortDwellTimeReducesPositiveWeights() {
        assertThat(realTimes.strength(Action.PLAY, -1)).isEqualTo(1);
        assertThat(realTimes.strength(Action.PLAY, 60_000)).isEqualTo(1);
        assertThat(realTimes.strength(Action.PLAY, 0)).isEqualTo(0.2);
        assertThat(realTimes.strength(Action.PLAY, 5_000)).isCloseTo(0.6, within(1e-9));
        assertThat(realTimes.strength(Action.SKIP, 0)).isEqualTo(-0.5);
    }

    @Test
    void strongerActionsWeighMore() {
        assertThat(realTimes.strength(Action.SHARE, -1)).isGreaterThan(realTimes.strength(Action.CLICK, -1));
        assertThat(realTimes.strength(Action.PURCHASE, -1)).isGreaterThan(realTimes.strength(Action.VIEW, -1));
        assertThat(realTimes.strength(Action.DISLIKE, -1)).isLessThan(realTimes.strength(Action.SKIP, -1)).isNegative();
        assertThat(realTimes.strength(Action.IMPRESSION, -1)).isZero();
    }
}
