package io.graphrecall.retrieval.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;
import org.junit.jupiter.api.Test;

import java.time.Duration;

class PopularityTest {

    private static final Duration HALF_LIFE = Duration.ofDays(7);
    private static final long WEEK = HALF_LIFE.toMillis();

    private final Behaviour behaviour = new Behaviour.Builder()
            .user("u").event(Action.CLICK, 0, 0, -1, -1, -1).event(Action.LIKE, 0, WEEK, -1, -1, -1)
            .event(Action.VIEW, 1, WEEK, -1, -1, -1)
            .user("v").event(Action.CLICK, 0, 0, -1, -1, -1).event(Action.SKIP, 1, WEEK, -1, -1, -1)
            .build();

    @Test
    void eachUserDecaysByTheAgeOfTheirLastEngagement() {
        Popularity popularity = Popularity
                .of(behaviour, 2, HALF_LIFE, DataSet.Timestamps.REAL, WEEK);

        assertThat(popularity.decayed()[0]).isCloseTo(1.5f, within(1e-6f));
        assertThat(popularity.decayed()[1]).isZero();
        assertThat(popularity.positives()).containsExactly(2, 0);
    }

    @Test
    void orderOnlyTimestampsDoNotDecay() {
        Popularity popularity = Popularity
                .of(behaviour, 2, HALF_LIFE, DataSet.Timestamps.ORDER_ONLY, WEEK);

        assertThat(popularity.decayed()[0]).isEqualTo(2);
    }

    @Test
    void engagementsOfManyYearsAgoStillCountByUsers() {
        Popularity popularity = Popularity
                .of(behaviour, 2, HALF_LIFE, DataSet.Timestamps.REAL, 2_000 * WEEK);

        assertThat(popularity.decayed()[0]).isEqualTo((float) Math.pow(2, -63));
    }
}
