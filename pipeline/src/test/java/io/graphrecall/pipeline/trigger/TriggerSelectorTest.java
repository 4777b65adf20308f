package io.graphrecall.pipeline.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.retrieval.profile.EngagementParameters;
import io.graphrecall.retrieval.profile.EngagementWeights;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;

class TriggerSelectorTest {

    /** Weights that depend on the age alone, and not on the number of later engagements. */
    private static final EngagementParameters BY_AGE = EngagementParameters.DEFAULT
            .withHalfLife(Duration.ofDays(14), Double.POSITIVE_INFINITY, 2);

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final SmallWorld world = new SmallWorld();
    private UserState user = UserState.empty(new UserId("u"));
    private int events;

    @Test
    void onlyPositiveEngagementsTriggerAndEachContentOnce() {
        did(Action.CLICK, "a", 9).did(Action.SKIP, "b", 8).did(Action.LIKE, "c", 7).did(Action.CLICK, "a", 6);

        assertThat(ids(select(10, null))).containsExactly("a", "c");
    }

    @Test
    void aDislikeEndsATriggerUntilTheNextEngagement() {
        did(Action.CLICK, "a", 5).did(Action.CLICK, "b", 4).did(Action.DISLIKE, "a", 3).did(Action.DISLIKE, "b", 2)
                .did(Action.SKIP, "c", 1);
        assertThat(select(10, null)).isEmpty();

        did(Action.LIKE, "b", 0);
        assertThat(ids(select(10, null))).containsExactly("b");
    }

    @Test
    void aLikeWeighsMoreThanAClickAndTheNewerMoreThanTheOlder() {
        did(Action.CLICK, "old", 60 * 24 * 30).did(Action.CLICK, "new", 6).did(Action.LIKE, "liked", 7);

        List<Trigger> triggers = select(10, null);
        assertThat(weight(triggers, "liked")).isGreaterThan(weight(triggers, "new"));
        assertThat(weight(triggers, "new")).isGreaterThan(weight(triggers, "old"));
    }

    @Test
    void oldBehaviourWeighsAsMuchAsItDidWhenItWasNew() {
        did(Action.CLICK, "older", 60 * 24 * 7).did(Action.LIKE, "newest", 0);
        List<Trigger> recent = select(10, null);
        user = UserState.empty(new UserId("u"));
        int thirtyYears = 60 * 24 * 365 * 30;
        did(Action.CLICK, "older", thirtyYears + 60 * 24 * 7).did(Action.LIKE, "newest", thirtyYears);

        assertThat(select(10, null)).isEqualTo(recent);
    }

    @Test
    void aSearchOfTodayLeavesAWeightToClicksOfThirtyYearsAgo() {
        did(Action.CLICK, "a", 60 * 24 * 365 * 30);
        user = user.with(new Engagement("s", Action.SEARCH, "today", SmallWorld.NOW, 0, -1, null));

        assertThat(weight(select(10, null), "a")).isPositive();
    }

    @Test
    void theOpenContentLeadsWithTheGreatestWeight() {
        did(Action.CLICK, "a", 9).did(Action.CLICK, "b", 8);

        List<Trigger> triggers = select(10, "a");
        assertThat(ids(triggers)).containsExactly("a", "b");
        assertThat(weight(triggers, "a")).isEqualTo(2 * weight(triggers, "b"));
    }

    @Test
    void theOpenContentWeighsTwiceAsMuchAsTheOthersTogether() {
        did(Action.SHARE, "a", 1).did(Action.CLICK, "b", 9).did(Action.CLICK, "c", 8);

        List<Trigger> triggers = select(2, "a");
        assertThat(ids(triggers)).as("it takes none of the two places").containsExactlyInAnyOrder("a", "b", "c")
                .startsWith("a");
        assertThat(weight(triggers, "a")).isEqualTo(2 * (weight(triggers, "b") + weight(triggers, "c")));
    }

    @Test
    void theOpenContentIsNoTriggerIfItsWeightIsZero() {
        did(Action.CLICK, "a", 9).did(Action.CLICK, "b", 8);

        assertThat(ids(select(new TriggerParameters(10, Duration.ofMinutes(30), 0.8, 0), "a"))).containsExactly("b");
    }

    @Test
    void dislikedContentsLeaveTheirPlacesToOthers() {
        did(Action.CLICK, "a", 3).did(Action.CLICK, "b", 2).did(Action.CLICK, "c", 1).did(Action.DISLIKE, "c", 0);

        assertThat(ids(select(2, null))).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void beyondTheLimitCategoriesTakeTurns() {
        world.category("m1", "Makeup").category("m2", "Makeup").category("m3", "Makeup").category("h1", "Hair");
        did(Action.CLICK, "h1", 4000).did(Action.CLICK, "m1", 3003).did(Action.CLICK, "m2", 3002)
                .did(Action.CLICK, "m3", 3001);

        assertThat(ids(select(2, null))).containsExactly("m3", "h1");
    }

    @Test
    void ofTwoContentsOfOneSittingTheNewerWeighsMore() {
        did(Action.CLICK, "a", 1).did(Action.SKIP, "b", 1).did(Action.CLICK, "c", 1);

        List<Trigger> triggers = select(EngagementParameters.DEFAULT, new TriggerParameters(10, Duration.ZERO, 1, 2),
                null);
        assertThat(weight(triggers, "a") / weight(triggers, "c")).isCloseTo((float) Math.pow(0.5, 1 / 5.0),
                within(1e-6f));
    }

    @Test
    void theContentsOfEachSessionAreCountedFromItsEnd() {
        did(Action.CLICK, "a", 121).did(Action.CLICK, "b", 120).did(Action.CLICK, "c", 1).did(Action.CLICK, "d", 0);

        List<Trigger> triggers = select(EngagementParameters.DEFAULT.withHalfLife(Duration.ofMinutes(120), 5, 2),
                new TriggerParameters(10, Duration.ofMinutes(30), 1, 2), null);
        assertThat(weight(triggers, "b") / weight(triggers, "d")).isCloseTo(0.5f, within(1e-6f));
        assertThat(weight(triggers, "a") / weight(triggers, "c")).isCloseTo(0.5f, within(1e-6f));
        assertThat(weight(triggers, "c") / weight(triggers, "d")).isCloseTo(
                (float) Math.pow(0.5, 1 / 5.0 + 1 / 120.0), within(1e-6f));
    }

    /** A click weighs 0.8 times as much after 6,490 minutes, and 0.8 x 0.8 times as much after 12,980. */
    @ParameterizedTest
    @CsvSource({"2, 6400, true", "2, 6600, false", "3, 12900, true", "3, 13100, false"})
    void eachRepetitionOfACategoryIsDiscounted(int limit, long minutesOlder, boolean isSelected) {
        world.category("m1", "Makeup").category("m2", "Makeup").category("m3", "Makeup").category("h1", "Hair");
        did(Action.CLICK, "h1", 3000 + minutesOlder).did(Action.CLICK, "m1", 3002).did(Action.CLICK, "m2", 3001)
                .did(Action.CLICK, "m3", 3000);

        List<Trigger> selected = select(limit, null);
        assertThat(ids(selected).contains("h1")).isEqualTo(isSelected);
        assertThat(select(10, null)).as("the discount leaves the weights as they are").containsAll(selected);
    }

    @Test
    void contentsWithoutACategoryDoNotRepeatOne() {
        world.category("m1", "Makeup");
        did(Action.CLICK, "m1", 4000).did(Action.CLICK, "a", 3002).did(Action.CLICK, "b", 3001);

        assertThat(ids(select(2, null))).containsExactly("b", "a");
    }

    @Test
    void beyondTheLimitTheRunningSessionGoesFirst() {
        world.category("s1", "Makeup").category("s2", "Makeup");
        did(Action.FAVOURITE, "earlier", 500).did(Action.CLICK, "s1", 20).did(Action.CLICK, "s2", 1);

        assertThat(ids(select(2, null))).containsExactly("s2", "s1");
    }

    @Test
    void contentsThatNobodyKnowsTriggerNothing() {
        user = user.with(new Engagement("e", Action.CLICK, "unheard of", SmallWorld.NOW, 0, -1, null));

        assertThat(select(10, "unheard of as well")).isEmpty();
    }

    private TriggerSelectorTest did(Action action, String content, long minutesAgo) {
        world.content(content);
        user = user.with(new Engagement(
                "e" + events++, action, content, SmallWorld.NOW - minutesAgo * MINUTE, 0, -1, null));
        return this;
    }

    private List<Trigger> select(int limit, @Nullable String context) {
        return select(new TriggerParameters(limit, Duration.ofMinutes(30), 0.8, 2.0), context);
    }

    private List<Trigger> select(TriggerParameters parameters, @Nullable String context) {
        return select(BY_AGE, parameters, context);
    }

    private List<Trigger> select(
            EngagementParameters engagements, TriggerParameters parameters, @Nullable String context) {
        ServingSnapshot snapshot = world.content("any").snapshot();
        TriggerSelector selector = new TriggerSelector(parameters);
        EngagementWeights weights = new EngagementWeights(engagements, snapshot.timestamps());
        return selector.select(snapshot, user, weights, context, SmallWorld.NOW);
    }

    private static List<String> ids(List<Trigger> triggers) {
        return triggers.stream().map(Trigger::id).toList();
    }

    private static float weight(List<Trigger> triggers, String id) {
        return triggers.stream().filter(trigger -> trigger.id().equals(id)).findFirst().orElseThrow().weight();
    }
}
