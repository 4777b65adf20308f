package io.graphrecall.service.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.retrieval.profile.EngagementParameters;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.blend.Blend;
import io.graphrecall.service.blend.ChannelShare;
import io.graphrecall.service.channel.ChannelCatalogue;
import io.graphrecall.service.channel.ScoreBoards;
import io.graphrecall.service.channel.behaviour.PopularChannel;
import io.graphrecall.service.channel.interest.FreshChannel;
import io.graphrecall.service.channel.interest.FreshSettings;
import io.graphrecall.service.channel.vector.VectorChannel;
import io.graphrecall.service.filter.FilterGroup;
import io.graphrecall.service.filter.Limit;
import io.graphrecall.service.pipeline.ContentTrace.Outcome;
import io.graphrecall.service.state.StateRead;
import io.graphrecall.service.state.UserState;
import io.graphrecall.service.testing.SmallWorld;
import io.graphrecall.service.trigger.TriggerParameters;
import io.graphrecall.service.trigger.TriggerSelector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Recalls of nine contents, from the most popular p0 to p8, with limits on equal values. */
class LimitedRecallTest {

    private static final UserId ANN = new UserId("ann");
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
    void anInterleavedListKeepsTheLimits() {
        Scene.Variant variant = new Scene.Variant("other", 1, true);
        List<Limit> limits = List.of(TWO_OF_AN_AUTHOR);
        try (RecallPipeline pipeline = pipeline(
                scene(RecallPipeline.DEFAULT_SCENE, limits, variant), scene("other", limits))) {
            assertThat(ids(pipeline.recall(request(null, 100, null), "r")))
                    .containsExactlyInAnyOrder("p0", "p1", "p4", "p5", "p6", "p7", "p8");
        }
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(
                () -> scene("feed", limits, variant).requireInterleavable(scene("other", List.of())))
                .withMessageContaining("has other limits, expected the same");
    }

    @Test
    void anExplanationNamesTheLimit() {
        try (RecallPipeline pipeline = pipeline(scene(RecallPipeline.DEFAULT_SCENE, List.of(TWO_OF_AN_AUTHOR)))) {
            RecallRequest request = request(null, 5, null);
            ContentTrace limited = pipeline.trace(request, null, new ContentId("p2")).trace();
            assertThat(limited.rank()).isZero();
            assertThat(limited.channels()).filteredOn(channel -> channel.id().equals("popular")).singleElement()
                    .satisfies(popular -> {
                        assertThat(popular.outcome()).isEqualTo(Outcome.LIMIT);
                        assertThat(popular.detail()).isEqualTo("rank 3 in the channel, rank 3 in the blend, but the"
                                + " result has at most 2 contents with author ed");
                    });
            assertThat(pipeline.trace(request, null, new ContentId("p1")).trace().channels().getLast().outcome())
                    .isEqualTo(Outcome.RECALLED);
            assertThat(pipeline.trace(request, null, new ContentId("p8")).trace().channels().getLast().outcome())
                    .isEqualTo(Outcome.BELOW_CUT);
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
                world::snapshot, (id, limit) -> new StateRead(UserState.empty(ANN), StateRead.Source.CLUSTER),
                () -> true,
                new ChannelCatalogue(
                        List.of(new FreshChannel(new FreshSettings(Duration.ofDays(7), Duration.ofDays(2), 100),
                                new ScoreBoards()), new PopularChannel()),
                        space -> new VectorChannel(space, new ScoreBoards())),
                List.of(scenes),
                new RecallQueryBuilder(new TriggerSelector(TriggerParameters.DEFAULT), EngagementParameters.DEFAULT,
                        10),
                PipelineObserver.NONE, Instant::now, 42);
    }

    private static List<String> ids(RecallResult result) {
        return IntStream.range(0, result.size()).mapToObj(result::contentId).toList();
    }
}
