package io.graphrecall.pipeline.channel.metapath;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.metapath.path.Measure;
import io.graphrecall.metapath.path.MetaPath;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.overlay.ContentChange;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.pipeline.testing.Queries;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.UserId;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Weights and windows of meta-paths while serving. */
class MetaPathChannelTest {

    private static final String BY_TAG = "Content-HAS_TAG->Tag<-HAS_TAG-Content";
    private static final String BY_CATEGORY = "Content-IN_CATEGORY->Category<-IN_CATEGORY-Content";
    private static final String BY_PURCHASE = "User-PURCHASED->Item-HAS_TAG->Tag<-HAS_TAG-Content";
    private static final Duration ALWAYS = Duration.ofDays(36_500);
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** Half of a walk from a trigger ends at the trigger. */
    @Test
    void aPathBetweenContentsCountsByItsWeightAndThatOfTheTrigger() {
        assertThat(fromTrigger(0.25, 4)).containsExactly(
                Map.entry("by-category", 2 * 4 * 0.5f), Map.entry("by-tag", 2 * 0.25f * 0.5f));
        assertThat(fromTrigger(4, 0.25)).containsExactly(
                Map.entry("by-tag", 2 * 4 * 0.5f), Map.entry("by-category", 2 * 0.25f * 0.5f));
    }

    private static Map<String, Float> fromTrigger(double tagWeight, double categoryWeight) {
        ServingSnapshot snapshot = new SmallWorld().tags("trigger", "gel").tags("by-tag", "gel")
                .category("trigger", "Makeup").category("by-category", "Makeup")
                .path(path("tags", BY_TAG, tagWeight, ALWAYS, 100))
                .path(path("categories", BY_CATEGORY, categoryWeight, ALWAYS, 100)).snapshot();
        return scores(Queries.query(snapshot, Set.of(), "trigger:2"));
    }

    @Test
    void aPathFromTheUserCountsByItsWeight() {
        float one = fromUser(new SmallWorld(), path("bought", BY_PURCHASE, 1, ALWAYS, 100)).get("coat-tips");
        float four = fromUser(new SmallWorld(), path("bought", BY_PURCHASE, 4, ALWAYS, 100)).get("coat-tips");

        assertThat(one).isPositive();
        assertThat(four).isEqualTo(4 * one);
    }

    @Test
    void behaviourBeforeTheWindowIsNotWalked() {
        assertThat(fromUser(new SmallWorld(), path("bought", BY_PURCHASE, 1, Duration.ofDays(3), 1)))
                .containsOnlyKeys("coat-tips", "shoe-tips");
        assertThat(fromUser(new SmallWorld(), path("bought", BY_PURCHASE, 1, Duration.ofDays(1), 100)))
                .containsOnlyKeys("shoe-tips");
    }

    @Test
    void theWindowCountsEventsIfTimesGiveOnlyAnOrder() {
        assertThat(fromUser(new SmallWorld().orderOnly(), path("bought", BY_PURCHASE, 1, Duration.ofMillis(1), 2)))
                .containsOnlyKeys("coat-tips", "shoe-tips");
        assertThat(fromUser(new SmallWorld().orderOnly(), path("bought", BY_PURCHASE, 1, ALWAYS, 1)))
                .containsOnlyKeys("shoe-tips");
    }

    @Test
    void aTagWithoutContentsLeadsToNewOnesButAHubDoesNot() {
        ServingSnapshot snapshot = new SmallWorld().item("coat", "wool").tags("a", "gel").tags("b", "gel")
                .path(new MetaPathParameters(
                        "tags", MetaPath.parse(BY_TAG), Measure.WALK, 1, ALWAYS, 100, 1, 100))
                .path(path("bought", BY_PURCHASE, 1, ALWAYS, 100)).snapshot()
                .with(List.of(posted("new", "wool", "gel"), posted("wool", "wool"), posted("gel", "gel")));

        assertThat(scores(Queries.query(snapshot, Set.of(), "new:1"))).containsOnly(Map.entry("wool", 1f));
        assertThat(scores(Queries.query(snapshot, UserState.empty(new UserId("u"))
                .with(new Engagement("e0", Action.PURCHASE, "coat", SmallWorld.NOW - DAY, 0, -1, null)))))
                .containsOnlyKeys("new", "wool");
    }

    @Test
    void aStrayClickAfterASearchIsNotWalked() {
        SmallWorld world = new SmallWorld().path(path("searched", "User-SEARCHED->Query-LED_TO->Content", 1, ALWAYS, 1))
                .searched("stray", "coat").clicked("stray", "cat");
        for (int user = 0; user < 11; user++) {
            world.searched("searcher" + user, "coat").clicked("searcher" + user, "coat-tips");
        }

        assertThat(scores(Queries.query(world.snapshot(), UserState.empty(new UserId("u"))
                .with(new Engagement("e0", Action.SEARCH, "coat", SmallWorld.NOW - DAY, 0, -1, null)))))
                .containsOnlyKeys("coat-tips");
    }

    private static ContentChange posted(String id, String... tags) {
        return new ContentChange(new ContentId(id), new Content(
                new ContentId(id),
                new Description(
                        null, null, List.of(), Map.of(), List.of(tags), null, Instant.ofEpochMilli(SmallWorld.NOW - 1),
                        null, Description.Status.ACTIVE, Description.Media.NONE, Map.of(), Map.of())),
                8);
    }

    /** Recalls for a user who bought a coat two days ago, and shoes half a day ago. */
    private static Map<String, Float> fromUser(SmallWorld world, MetaPathParameters path) {
        ServingSnapshot snapshot = world.item("coat", "wool").item("shoes", "leather")
                .tags("coat-tips", "wool").tags("shoe-tips", "leather").path(path).snapshot();
        return scores(Queries.query(snapshot, UserState.empty(new UserId("u"))
                .with(new Engagement("e0", Action.PURCHASE, "coat", SmallWorld.NOW - 2 * DAY, 0, -1, null))
                .with(new Engagement("e1", Action.PURCHASE, "shoes", SmallWorld.NOW - DAY / 2, 1, -1, null))));
    }

    private static MetaPathParameters path(String name, String path, double weight, Duration window, int windowCount) {
        return new MetaPathParameters(
                name, MetaPath.parse(path), Measure.WALK, weight, window, windowCount, Integer.MAX_VALUE, 100);
    }

    private static Map<String, Float> scores(RecallQuery query) {
        ChannelResult result = new MetaPathChannel(new ScoreBoards()).recall(query);
        Map<String, Float> scores = new LinkedHashMap<>();
        for (int rank = 0; rank < result.size(); rank++) {
            scores.put(query.snapshot().contentId(result.contents()[rank]), result.scores()[rank]);
        }
        return scores;
    }
}
