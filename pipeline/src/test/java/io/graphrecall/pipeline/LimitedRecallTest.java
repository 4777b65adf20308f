package io.graphrecall.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.blend.Blend;
import io.graphrecall.blend.ChannelShare;
import io.graphrecall.pipeline.ContentTrace.Outcome;
import io.graphrecall.pipeline.channel.ChannelCatalogue;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.channel.behaviour.PopularChannel;
import io.graphrecall.pipeline.channel.interest.FreshChannel;
import io.graphrecall.pipeline.channel.interest.FreshSettings;
import io.graphrecall.pipeline.channel.vector.VectorChannel;
import io.graphrecall.pipeline.filter.FilterGroup;
import io.graphrecall.pipeline.filter.Limit;
import io.graphrecall.pipeline.overlay.ContentChange;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.state.StateRead;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Recalls of nine contents, from the most popular p0 to p8, with limits on equal values. */
class LimitedRecallTest {

    private static final UserId ANN = new UserId("ann");
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final Limit TWO_OF_AN_AUTHOR = new Limit("author", null, 2);

    private final SmallWorld world = world();

    private static SmallWorld world() {
        SmallWorld world = new SmallWorld();
        for (int i = 0; i < 9; i++) {
            world.popular("p" + i, 90 - i);
        }
        for (String content : List.of("p0", "p1", "p2", "p3")) {
            world.author(content, "ed");
        }
        return world.author("p4", "bo").category("p0", "Makeup", "Nails").category("p1", "Makeup", "Nails")
                .category("p2", "Makeup", "Lips").category("p3", "Hair").tags("p5", "gel", "matte").tags("p6", "gel")
                .tags("p7", "matte").attribute("p0", "brand", "OPI").attribute("p8", "brand", "OPI");
    }

    @Test
    void theBestContentsOfEachValueStay() {
        assertThat(recall(limited(TWO_OF_AN_AUTHOR), List.of()))
                .containsExactly("p0", "p1", "p4", "p5", "p6", "p7", "p8");
        assertThat(recall(limited(new Limit("category", null, 1)), List.of()))
                .containsExactly("p0", "p2", "p3", "p4", "p5", "p6", "p7", "p8");
        assertThat(recall(limited(new Limit("category", 1, 1)), List.of()))
                .containsExactly("p0", "p3", "p4", "p5", "p6", "p7", "p8");
        assertThat(recall(limited(new Limit("tag", null, 1)), List.of())).as("counts for each of its tags")
                .contains("p5").doesNotContain("p6", "p7").hasSize(7);
        assertThat(recall(limited(new Limit("attribute.brand", null, 1)), List.of())).doesNotContain("p8").hasSize(8);
        assertThat(recall(limited(TWO_OF_AN_AUTHOR, new Limit("category", 1, 1)), List.of()))
                .as("p1 exceeds one limit and counts for none").startsWith("p0", "p3", "p4");
    }

    @Test
    void theLimitsOfARequestReplaceThoseOfTheScene() {
        assertThat(recall(limited(), List.of(TWO_OF_AN_AUTHOR))).hasSize(9);
        assertThat(recall(request(null, 100, null), List.of(TWO_OF_AN_AUTHOR))).hasSize(7);
    }

    @Test
    void pagesAreOfOneLimitedList() {
        List<Limit> limits = List.of(TWO_OF_AN_AUTHOR);
        assertThat(recall(request(limits, 2, 0), List.of())).containsExactly("p0", "p1");
        assertThat(recall(request(limits, 2, 2), List.of())).containsExactly("p4", "p5");
        assertThat(recall(request(limits, 9, 4), List.of())).containsExactly("p6", "p7", "p8");
    }

    @Test
    void aLimitOverridesTheMinimumOfAChannel() {
        world.published("p3", SmallWorld.NOW - 1000).published("p5", SmallWorld.NOW - 2000);

        assertThat(recall(request(List.of(TWO_OF_AN_AUTHOR), 3, null), List.of())).containsExactly("p0", "p1", "p5");
        assertThat(recall(request(List.of(), 3, null), List.of())).containsExactly("p0", "p3", "p5");
    }

    @Test
    void theRangesThatABuildAddsToNumbersAreNoValues() {
        world.attribute("p0", "year", "1994").attribute("p0", "year", "1990..2000");
        world.attribute("p1", "year", "1996").attribute("p1", "year", "1990..2000");
        world.attribute("p2", "year", "1996").attribute("p2", "year", "1990..2000");

        assertThat(recall(limited(new Limit("attribute.year", null, 1)), List.of())).hasSize(8).doesNotContain("p2");
    }

    @Test
    void theParentsOfTheTagsOfAPostedContentCount() {
        world.tagParent("gel", "nails").tags("p0", "nails");
        Content posted = new Content(new ContentId("new"),
                new Description("New", null, List.of(), Map.of(), List.of("gel"),
                        null, Instant.ofEpochMilli(SmallWorld.NOW - 1), null, Description.Status.ACTIVE,
                        Description.Media.NONE,
                        Map.of(), Map.of()));
        ServingSnapshot snapshot = world.snapshot().with(List.of(new ContentChange(posted.id(), posted, 8)));

        assertThat(new Limit("tag", null, 1).in(snapshot).values().apply(snapshot.contentOrdinal("new")))
                .containsExactlyInAnyOrder("gel", "nails");
    }

    @Test
    void categoriesWithEqualTextsAreCountedApart() {
        world.category("p7", "A/B", "C").category("p8", "A", "B/C");

        assertThat(recall(limited(new Limit("category", null, 1)), List.of())).contains("p7", "p8");
    }

    /** The scenes rank in opposite order, so the limited author is the best of one team and the worst of the other. */
    @Test
    void anInterleavedListKeepsTheLimitsAndIsFair() {
        world.published("p8", SmallWorld.NOW - 1000).published("p7", SmallWorld.NOW - HOUR)
                .published("p6", SmallWorld.NOW - 2 * HOUR).published("p2", SmallWorld.NOW - 3 * HOUR);
        Scene.Variant variant = new Scene.Variant("other", 1, true);
        List<Limit> limits = List.of(TWO_OF_AN_AUTHOR);
        Map<String, ChannelShare> fresh = Map.of("fresh", new ChannelShare(9, 0, 1));
        try (RecallPipeline pipeline = pipeline(scene(RecallPipeline.DEFAULT_SCENE, limits, variant),
                new Scene("other", Blend.RRF, null, fresh, Duration.ofSeconds(5), FilterGroup.NONE, true, false, limits,
                        List.of()))) {
            for (String id : List.of("r", "r1", "r2", "r3", "r4", "r5")) {
                RecallRequest request = request(null, 6, null);
                RecallResult result = pipeline.prepare(request).run(id);
                assertThat(result.size()).isEqualTo(6);
                assertThat(ids(result)).filteredOn(List.of("p0", "p1", "p2", "p3")::contains).hasSizeLessThan(3);
                List<String> teams = IntStream.range(0, 6).mapToObj(result::team).map(String::valueOf).toList();
                assertThat(Math.abs(Collections.frequency(teams, "feed") - Collections.frequency(teams, "other")))
                        .isLessThan(2);
                for (int i = 0; i < 9; i++) {
                    ContentTrace trace = pipeline.prepare(request).trace(id, new ContentId("p" + i)).trace();
                    assertThat(trace.rank()).isEqualTo(ids(result).indexOf("p" + i) + 1);
                    assertThat(trace.channels().stream().anyMatch(channel -> channel.outcome() == Outcome.RECALLED))
                            .isEqualTo(trace.rank() > 0);
                }
            }
        }
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(
                () -> scene("feed", limits, variant).requireInterleavable(scene("other", List.of())))
                .withMessageContaining("has other limits, expected the same");
    }

    @Test
    void anExplanationNamesTheLimit() {
        try (RecallPipeline pipeline = pipeline(scene(RecallPipeline.DEFAULT_SCENE, List.of(TWO_OF_AN_AUTHOR)))) {
            RecallRequest request = request(null, 5, null);
            ContentTrace limited = pipeline.prepare(request).trace(null, new ContentId("p2")).trace();
            assertThat(limited.rank()).isZero();
            assertThat(limited.channels()).filteredOn(channel -> channel.id().equals("popular")).singleElement()
                    .satisfies(popular -> {
                        assertThat(popular.outcome()).isEqualTo(Outcome.LIMIT);
                        assertThat(popular.detail()).isEqualTo(
                                "rank 3 in the channel, but the result has at most 2 contents with author ed");
                    });
            assertThat(
                    pipeline.prepare(request).trace(null, new ContentId("p1")).trace().channels().getLast().outcome())
                    .isEqualTo(Outcome.RECALLED);
            assertThat(
                    pipeline.prepare(request).trace(null, new ContentId("p8")).trace().channels().getLast().outcome())
                    .isEqualTo(Outcome.BELOW_CUT);
            ContentTrace.Channel belowOne = pipeline.prepare(request(null, 1, null)).trace(null, new ContentId("p2"))
                    .trace()
                    .channels().getLast();
            assertThat(belowOne.outcome()).as("a list with one content of the author").isEqualTo(Outcome.BELOW_CUT);
            assertThat(belowOne.detail())
                    .isEqualTo("rank 3 in the channel, beyond the result size of 1 in the blend");
        }
    }

    @Test
    void anInvalidLimitIsRefused() {
        for (Runnable invalid : List.<Runnable>of(() -> new Limit("title", null, 1),
                () -> new Limit("attribute.", null, 1),
                () -> new Limit("author", 1, 1), () -> new Limit("category", 0, 1), () -> new Limit("tag", null, 0))) {
            assertThatExceptionOfType(RecallException.class).isThrownBy(invalid::run).withMessageContaining("limits ");
        }
    }

    private static RecallRequest limited(Limit... limits) {
        return request(List.of(limits), 100, null);
    }

    private static RecallRequest request(@Nullable List<Limit> limits, int size, @Nullable Integer offset) {
        return new RecallRequest(ANN, List.of(), RequestExamples.NONE, null, null, size, offset, List.of(), null,
                FilterGroup.NONE, Set.of(), null, null, null, limits, null, Instant.ofEpochMilli(SmallWorld.NOW));
    }

    private List<String> recall(RecallRequest request, List<Limit> ofScene) {
        try (RecallPipeline pipeline = pipeline(scene(RecallPipeline.DEFAULT_SCENE, ofScene))) {
            return ids(pipeline.recall(request));
        }
    }

    private static Scene scene(String name, List<Limit> limits, Scene.Variant... variants) {
        Map<String, ChannelShare> channels = new LinkedHashMap<>();
        channels.put("fresh", new ChannelShare(9, 2, 0));
        channels.put("popular", new ChannelShare(9, 0, 1));
        return new Scene(name, Blend.RRF, null, channels, Duration.ofSeconds(5), FilterGroup.NONE, true, false, limits,
                List.of(variants));
    }

    private RecallPipeline pipeline(Scene... scenes) {
        return new RecallPipeline(
                PipelineSettings.defaults().withScenes(List.of(scenes)).withSeed(42), world::snapshot,
                (id, limit) -> new StateRead(UserState.empty(ANN), StateRead.Source.CLUSTER),
                () -> true,
                new ChannelCatalogue(
                        List.of(new FreshChannel(new FreshSettings(Duration.ofDays(7), Duration.ofDays(2), 100),
                                new ScoreBoards()), new PopularChannel()),
                        space -> new VectorChannel(space, new ScoreBoards())),
                PipelineObserver.NONE, Instant::now);
    }

    private static List<String> ids(RecallResult result) {
        return IntStream.range(0, result.size()).mapToObj(result::contentId).toList();
    }
}
