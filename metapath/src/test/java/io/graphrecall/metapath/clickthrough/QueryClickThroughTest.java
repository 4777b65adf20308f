package io.graphrecall.metapath.clickthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.function.IntUnaryOperator;

class QueryClickThroughTest {

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    @Test
    void anEngagementSoonAfterASearchCountsInPart() {
        QueryClickThrough clickThrough = clickThrough(DataSet.Timestamps.REAL, new Behaviour.Builder().user("u")
                .event(Action.SEARCH, 4, 0, -1, -1, -1)
                .event(Action.CLICK, 7, MINUTE, -1, -1, -1)
                .event(Action.SKIP, 8, 2 * MINUTE, -1, -1, -1)
                .event(Action.CLICK, 9, 31 * MINUTE, -1, -1, -1));

        assertThat(clickThrough.size()).isEqualTo(1);
        assertThat(clickThrough.query(0)).isEqualTo(4);
        assertThat(clickThrough.isItem(0)).isFalse();
        assertThat(clickThrough.target(0)).isEqualTo(7);
        assertThat(clickThrough.weight(0)).isEqualTo(0.5f);
        assertThat(clickThrough.count(0)).isEqualTo(1);
        assertThat(clickThrough.lastAt(0)).isEqualTo(MINUTE);
    }

    @Test
    void withoutRealTimesTheWindowIsANumberOfEvents() {
        Behaviour.Builder behaviour = new Behaviour.Builder().user("u").event(Action.SEARCH, 0, 0, -1, -1, -1);
        for (int i = 0; i < 7; i++) {
            behaviour.event(Action.CLICK, i, Duration.ofDays(i).toMillis(), -1, -1, -1);
        }

        assertThat(clickThrough(DataSet.Timestamps.ORDER_ONLY, behaviour).size()).isEqualTo(5);
    }

    @Test
    void anEngagementCountsFullyForTheSearchThatItNames() {
        QueryClickThrough clickThrough = clickThrough(DataSet.Timestamps.REAL, new Behaviour.Builder().user("u")
                .event(Action.SEARCH, 1, 0, -1, -1, -1)
                .event(Action.CLICK, 7, MINUTE, -1, 2, -1));

        assertThat(clickThrough.size()).isEqualTo(1);
        assertThat(clickThrough.query(0)).isEqualTo(2);
        assertThat(clickThrough.weight(0)).isEqualTo(1);
    }

    @Test
    void anEngagementCountsFullyForTheSearchOfItsRequest() {
        QueryClickThrough clickThrough = clickThrough(DataSet.Timestamps.REAL, new Behaviour.Builder().user("u")
                .event(Action.SEARCH, 1, 0, -1, -1, 50)
                .event(Action.SEARCH, 2, MINUTE, -1, -1, 51)
                .event(Action.CLICK, 7, 2 * MINUTE, -1, -1, 50));

        assertThat(clickThrough.size()).isEqualTo(1);
        assertThat(clickThrough.query(0)).isEqualTo(1);
        assertThat(clickThrough.weight(0)).isEqualTo(1);
    }

    @Test
    void anEngagementOfAnotherRequestDoesNotCount() {
        assertThat(clickThrough(DataSet.Timestamps.REAL, new Behaviour.Builder().user("u")
                .event(Action.SEARCH, 1, 0, -1, -1, 50)
                .event(Action.CLICK, 7, MINUTE, -1, -1, 51)).size()).isZero();
        assertThat(clickThrough(DataSet.Timestamps.REAL, new Behaviour.Builder().user("u")
                .event(Action.SEARCH, 1, 0, -1, -1, -1)
                .event(Action.CLICK, 7, MINUTE, -1, -1, 51)).weight(0)).as("may be that of the search").isEqualTo(0.5f);
    }

    @Test
    void theStrongestEngagementOfAUserCounts() {
        QueryClickThrough clickThrough = clickThrough(DataSet.Timestamps.REAL, new Behaviour.Builder()
                .user("u").event(Action.CLICK, 7, 1, -1, 1, -1).event(Action.LIKE, 7, 2, -1, 1, -1)
                .event(Action.PLAY, 7, 3, -1, 1, -1)
                .user("v").event(Action.CLICK, 7, 1, -1, 1, -1)
                .user("w").event(Action.LIKE, 7, 1, -1, 1, -1).event(Action.DISLIKE, 7, 2, -1, -1, -1));

        assertThat(clickThrough.size()).isEqualTo(1);
        assertThat(clickThrough.weight(0)).isEqualTo(1.5f + 1);
        assertThat(clickThrough.count(0)).isEqualTo(4);
    }

    @Test
    void fewClicksGiveSmallerWeightsThanMany() {
        assertThat(weightAfterClicks(1, -1)).isCloseTo(0.5f / 1.5f, within(1e-6f));
        assertThat(weightAfterClicks(1, 0)).isEqualTo(0.5f);
        assertThat(weightAfterClicks(10, 0)).isCloseTo(10f / 11, within(1e-6f));
    }

    private static float weightAfterClicks(int users, int query) {
        Behaviour.Builder behaviour = new Behaviour.Builder();
        for (int user = 0; user < users; user++) {
            behaviour.user("u" + user).event(Action.SEARCH, 0, 0, -1, -1, -1)
                    .event(Action.CLICK, 2, MINUTE, -1, query, -1);
        }
        return ClickThroughTable.of(clickThrough(DataSet.Timestamps.REAL, behaviour), 1, CsrTable.empty(0, 3),
                ClickThroughParameters.DEFAULT, 0).weight(0);
    }

    @Test
    void itemsAndContentsAreSeparateAndUsersAreSummed() {
        QueryClickThrough clickThrough = clickThrough(DataSet.Timestamps.REAL, new Behaviour.Builder()
                .user("u").event(Action.SEARCH, 1, 0, -1, -1, -1)
                .event(Action.PURCHASE, 3, 5, -1, 1, -1).event(Action.CLICK, 3, 6, -1, 1, -1)
                .user("v").event(Action.VIEW, 3, 9, -1, 1, -1));

        assertThat(clickThrough.size()).isEqualTo(2);
        assertThat(clickThrough.isItem(0)).isFalse();
        assertThat(clickThrough.isItem(1)).isTrue();
        assertThat(clickThrough.target(1)).isEqualTo(3);
        assertThat(clickThrough.count(1)).isEqualTo(2);
        assertThat(clickThrough.lastAt(1)).isEqualTo(9);
    }

    @Test
    void theTableHasEngagedContentsAndContentsSimilarToEngagedItems() {
        QueryClickThrough clickThrough = clickThrough(DataSet.Timestamps.REAL, new Behaviour.Builder().user("u")
                .event(Action.CLICK, 2, 5, -1, 1, -1).event(Action.VIEW, 0, 6, -1, 1, -1));
        CsrTable similar = CsrTable.builder(4).add(3, 0.5f).endRow().build();

        CsrTable ledTo = ClickThroughTable.of(clickThrough, 3, similar, ClickThroughParameters.DEFAULT, 0);

        assertThat(ledTo.rows()).isEqualTo(3);
        assertThat(ledTo.columnArray()).containsExactly(2, 3);
        assertThat(ledTo.start(1)).isZero();
        assertThat(ledTo.weight(0)).isCloseTo(2f / 3, within(1e-6f));
        assertThat(ledTo.weight(1)).isCloseTo(0.3f * 0.5f * 2 / 3, within(1e-6f));
    }

    @Test
    void aUserCountsOnceForAGroupOfQueries() {
        Behaviour.Builder behaviour = new Behaviour.Builder()
                .user("u").event(Action.CLICK, 7, 1, -1, 0, -1).event(Action.CLICK, 7, 2, -1, 1, -1)
                .user("v").event(Action.CLICK, 7, 3, -1, 1, -1);
        QueryClickThrough clickThrough = clickThrough(DataSet.Timestamps.REAL, behaviour, query -> 0);

        assertThat(clickThrough.size()).isEqualTo(1);
        assertThat(clickThrough.weight(0)).isEqualTo(2);
        assertThat(clickThrough.count(0)).isEqualTo(3);
        assertThat(clickThrough(DataSet.Timestamps.REAL, behaviour).size()).as("without groups").isEqualTo(2);
    }

    private static QueryClickThrough clickThrough(DataSet.Timestamps timestamps, Behaviour.Builder behaviour) {
        return clickThrough(timestamps, behaviour, query -> query);
    }

    private static QueryClickThrough clickThrough(
            DataSet.Timestamps timestamps, Behaviour.Builder behaviour, IntUnaryOperator group) {
        Behaviour built = behaviour.build();
        return QueryClickThrough.of(built, ClickThroughParameters.DEFAULT, timestamps, event -> {
            Action action = built.action(event);
            return action == Action.LIKE ? 1.5 : action.positive() || action.target() == NodeLabel.ITEM ? 1 : -1;
        }, group);
    }
}
