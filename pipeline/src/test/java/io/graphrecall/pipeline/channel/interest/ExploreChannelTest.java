package io.graphrecall.pipeline.channel.interest;

import static io.graphrecall.pipeline.testing.Queries.change;
import static io.graphrecall.pipeline.testing.Queries.ids;
import static io.graphrecall.pipeline.testing.Queries.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.testing.SmallWorld;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

class ExploreChannelTest {

    private static final int BUDGET = 10;
    private static final ExploreSettings SETTINGS = new ExploreSettings(BUDGET, Duration.ofDays(30), 2_000);
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final SmallWorld world = new SmallWorld();

    private static ExploreChannel channel(int scanned) {
        return new ExploreChannel(scanned, new ScoreBoards());
    }

    private List<String> recalled(ServingSnapshot snapshot) {
        return ids(snapshot, channel(100).recall(query(snapshot, Set.of())));
    }

    @Test
    void contentsThatFewUsersHaveSeenComeFirstAndTheKnownAreLeftOut() {
        world.content("new").shown("half", 5).shown("known", BUDGET).shown("popular", 1_000);
        Exposures exposures = new Exposures(world.tables(), SETTINGS, null);
        ServingSnapshot snapshot = world.snapshot(exposures);
        ChannelResult answer = channel(100).recall(query(snapshot, Set.of()));
        assertThat(ids(snapshot, answer)).containsExactly("new", "half");
        assertThat(answer.scores()).containsExactly(1f, 0.5f);
        assertThat(exposures.remaining(snapshot, SmallWorld.NOW)).isEqualTo(2);
    }

    @Test
    void aContentLeavesTheChannelWhenItsBudgetIsUsedUp() {
        world.content("a").shown("b", 5);
        Exposures exposures = new Exposures(world.tables(), SETTINGS, null);
        ServingSnapshot snapshot = world.snapshot(exposures).with(List.of(change("live", 1)));
        assertThat(recalled(snapshot)).containsExactlyInAnyOrder("a", "live", "b").endsWith("b");
        exposures.shown(Collections.nCopies(9, "a"));
        exposures.shown(Collections.nCopies(7, "live"));
        assertThat(recalled(snapshot)).containsExactly("b", "live", "a");
        exposures.shown(List.of("a", "live", "live", "live"));
        assertThat(recalled(snapshot)).containsExactly("b");
        assertThat(exposures.remaining(snapshot, SmallWorld.NOW)).isEqualTo(1);
    }

    @Test
    void manyContentsWithoutBudgetHideNoOther() {
        for (int i = 0; i < 1_500; i++) {
            world.content("undated" + i).published("dated" + i, SmallWorld.NOW - i);
        }
        world.published("last", SmallWorld.NOW - DAY);
        Exposures exposures = new Exposures(world.tables(), SETTINGS, null);
        ServingSnapshot snapshot = world.snapshot(exposures);
        for (int i = 0; i < 1_499; i++) {
            exposures.shown(Collections.nCopies(BUDGET, "undated" + i));
            exposures.shown(Collections.nCopies(BUDGET, "dated" + i));
        }
        for (int walk = 0; walk < 3; walk++) {
            assertThat(recalled(snapshot)).containsExactlyInAnyOrder("dated1499", "last", "undated1499");
            exposures.shown(List.of("last"));
        }
        exposures.shown(Collections.nCopies(BUDGET, "last"));
        assertThat(recalled(snapshot)).containsExactlyInAnyOrder("dated1499", "undated1499");
    }

    @Test
    void contentsAreNewForAWhileIfTheirTimeIsKnown() {
        world.content("undated").published("new", SmallWorld.NOW - 29 * DAY).published("old",
                SmallWorld.NOW - 31 * DAY);
        assertThat(recalled(world.snapshot(new Exposures(world.tables(), SETTINGS, null))))
                .containsExactlyInAnyOrder("undated", "new");
        world.orderOnly();
        assertThat(recalled(world.snapshot(new Exposures(world.tables(), SETTINGS, null))))
                .containsExactlyInAnyOrder("undated", "new", "old");
    }

    @Test
    void contentsThatNobodyMaySeeTakeNoPlaces() {
        world.hidden("hidden").published("scheduled", SmallWorld.NOW + DAY).expires("expired", SmallWorld.NOW - DAY)
                .content("a");
        Exposures exposures = new Exposures(world.tables(), SETTINGS, null);
        ServingSnapshot snapshot = world.snapshot(exposures);
        assertThat(ids(snapshot, channel(1).recall(query(snapshot, Set.of())))).containsExactly("a");
        assertThat(exposures.remaining(snapshot, SmallWorld.NOW)).isEqualTo(1);
    }

    @Test
    void theNextGenerationGoesOnWithTheCounts() {
        Exposures first = new Exposures(world.content("a").tables(), SETTINGS, null);
        first.shown(Collections.nCopies(BUDGET, "a"));
        first.shown(Collections.nCopies(4, "posted"));
        world.content("posted").shown("posted", 6).shown("a", 3);
        ServingSnapshot next = world.snapshot(new Exposures(world.tables(), SETTINGS, first));
        ChannelResult answer = channel(100).recall(query(next, Set.of()));
        assertThat(ids(next, answer)).containsExactly("posted");
        assertThat(answer.scores()).containsExactly(new float[] {0.4f}, within(1e-6f));
    }

    @Test
    void countsOfContentsThatTheNextGenerationLacksGoOnAsWell() {
        Exposures first = new Exposures(world.content("a").tables(), SETTINGS, null);
        first.shown(Collections.nCopies(BUDGET, "posted"));
        ServingSnapshot next = world.snapshot(new Exposures(world.tables(), SETTINGS, first))
                .with(List.of(change("posted", 1)));
        assertThat(recalled(next)).containsExactly("a");
    }

    @Test
    void countsOutliveAGenerationThatLacksTheContents() {
        SmallWorld older = new SmallWorld().content("a");
        Exposures first = new Exposures(world.content("a").shown("b", 3).tables(), SETTINGS, null);
        first.shown(Collections.nCopies(4, "b"));
        Exposures rolledBack = new Exposures(older.tables(), SETTINGS, first, true);
        assertThat(recalled(older.snapshot(rolledBack).with(List.of(change("b", 1))))).containsExactly("a", "b");
        rolledBack.shown(Collections.nCopies(3, "b"));
        assertThat(recalled(world.snapshot(new Exposures(world.tables(), SETTINGS, rolledBack)))).containsExactly("a");
    }

    @Test
    void theNewestOfManyAreScored() {
        for (int i = 0; i < 20; i++) {
            world.published("c" + i, SmallWorld.NOW - i * DAY);
        }
        ServingSnapshot snapshot = world.snapshot(new Exposures(world.tables(), SETTINGS, null));
        assertThat(ids(snapshot, channel(5).recall(query(snapshot, Set.of("c2")))))
                .containsExactlyInAnyOrder("c0", "c1", "c3", "c4");
    }

    @Test
    void allUsersTogetherExploreEachContent() {
        for (int i = 0; i < 50; i++) {
            world.content("c" + i);
        }
        ServingSnapshot snapshot = world.snapshot(new Exposures(world.tables(), SETTINGS, null));
        Map<String, Integer> shown = new HashMap<>();
        for (int user = 0; user < 1_000; user++) {
            ids(snapshot, channel(10).recall(query(snapshot, "u" + user, 2, Set.of())))
                    .forEach(content -> shown.merge(content, 1, Integer::sum));
        }
        assertThat(shown).hasSize(50);
        assertThat(shown.values()).allSatisfy(count -> assertThat(count).isBetween(10, 100)); // 40 on average
    }

    @Test
    void isOffInAGenerationThatNobodyCounted() {
        assertThat(channel(100).unavailable(world.content("a").snapshot()))
                .isEqualTo("exposures are not counted for this generation");
        assertThat(channel(100).recall(query(world.snapshot(), Set.of()))).isEqualTo(ChannelResult.NOTHING);
    }
}
