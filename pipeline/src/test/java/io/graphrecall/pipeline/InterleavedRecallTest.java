package io.graphrecall.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.graphrecall.blend.Blend;
import io.graphrecall.blend.ChannelShare;
import io.graphrecall.pipeline.channel.ChannelCatalogue;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.channel.behaviour.PopularChannel;
import io.graphrecall.pipeline.channel.interest.InterestChannel;
import io.graphrecall.pipeline.channel.vector.VectorChannel;
import io.graphrecall.pipeline.filter.FilterGroup;
import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.StateRead;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Popular contents, interleaved with those of the user's tags and a few popular ones. */
class InterleavedRecallTest {

    private static final UserId ANN = new UserId("ann");
    private static final RecallRequest REQUEST = RecallRequest.of(ANN, 6).at(Instant.ofEpochMilli(SmallWorld.NOW));
    private static final Scene.Variant VARIANT = new Scene.Variant("feed-tags", 1, true);
    private static final Scene TAGS = scene("feed-tags", Map.of("tag", new ChannelShare(8, 0, 1)));

    private final SmallWorld world = new SmallWorld();
    private final RecallPipeline pipeline = pipeline(
            scene("feed", Map.of("popular", new ChannelShare(6, 0, 1)), VARIANT), TAGS);

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void eachContentNamesTheSceneThatPickedIt() {
        RecallResult result = pipeline.prepare(REQUEST).run("r");

        assertThat(result.variant()).isEqualTo("feed+feed-tags");
        assertThat(result.isInterleaved()).isTrue();
        assertThat(result.runs()).extracting(ChannelRun::channel).containsExactly("popular", "tag");
        for (int i = 0; i < result.size(); i++) {
            int channel = result.contentId(i).startsWith("p") ? 0 : 1;
            assertThat(result.team(i)).isEqualTo(channel == 0 ? "feed" : "feed-tags");
            assertThat(result.rank(i, channel)).isNotNegative();
            assertThat(result.reasons(channel)[i]).isEqualTo(channel == 0 ? null : tag(result.contentId(i)));
            assertThat(result.score(i)).isEqualTo(1.0 / (1 + i));
        }
        assertThat(teams(result)).contains("feed", "feed-tags");
        assertThat(result.reasons(1)).as("reasons that differ by content")
                .contains(tag("t0"), tag("t1"));
        assertThat(result.shares()).allSatisfy(share -> assertThat(share.kept()).isEqualTo(3));
    }

    @Test
    void aRequestIdAlwaysDraftsTheSameListAndOthersDraftOthers() {
        assertThat(ids(pipeline.prepare(REQUEST).run("r"))).isEqualTo(ids(pipeline.prepare(REQUEST).run("r")));
        assertThat(
                IntStream.range(0, 50).mapToObj(i -> ids(pipeline.prepare(REQUEST).run("r" + i)).getFirst()).distinct())
                .hasSize(2);
    }

    @Test
    void pagesAreTheSameDraftWhateverTheirRequestIds() {
        List<@Nullable String> ids = new ArrayList<>();
        List<@Nullable String> teams = new ArrayList<>();
        for (int offset = 0; offset < 12; offset += 4) {
            RecallResult page = pipeline.prepare(page(offset, 4)).run("page " + offset);
            ids.addAll(ids(page));
            teams.addAll(teams(page));
        }

        RecallResult whole = pipeline.prepare(page(0, 12)).run("whole");
        assertThat(ids).isEqualTo(ids(whole)).doesNotHaveDuplicates();
        assertThat(teams).isEqualTo(teams(whole));
    }

    @Test
    void theDraftKeepsTheLargerMinimumOfBothScenes() {
        ChannelShare popular = new ChannelShare(6, 1, 1);
        Map<String, ChannelShare> both = Map.of("popular", popular, "tag", new ChannelShare(6, 4, 0));
        try (RecallPipeline minimums = pipeline(
                scene("feed", both, VARIANT), scene("feed-tags", Map.of("popular", popular)))) {
            RecallResult result = minimums.prepare(REQUEST).run("r");
            assertThat(ids(result)).hasSize(6).startsWith("p0", "p1").filteredOn(id -> id.startsWith("t")).hasSize(4);
            for (int i = 0; i < result.size(); i++) {
                assertThat(result.score(i)).isEqualTo(1.0 / (1 + i));
            }
        }
    }

    @Test
    void aMinimumOfOneSceneGivesItNoMorePicks() {
        Map<String, ChannelShare> popular = Map.of("popular", new ChannelShare(6, 0, 1));
        Map<String, ChannelShare> tagsFirst = Map.of(
                "popular", new ChannelShare(6, 0, 1), "tag", new ChannelShare(6, 3, 2));
        Map<String, ChannelShare> tagsLast = Map.of(
                "popular", new ChannelShare(6, 0, 1), "tag", new ChannelShare(6, 3, 0));
        for (Map<String, ChannelShare> tags : List.of(tagsFirst, tagsLast)) {
            try (RecallPipeline ofVariant = pipeline(scene("feed", popular, VARIANT), scene("feed-tags", tags));
                    RecallPipeline ofScene = pipeline(scene("feed", tags, VARIANT), scene("feed-tags", popular))) {
                for (int id = 0; id < 20; id++) {
                    for (RecallPipeline one : List.of(ofVariant, ofScene)) {
                        List<@Nullable String> teams = teams(one.prepare(REQUEST).run("r" + id));
                        assertThat(teams).hasSize(6);
                        assertThat(Math.abs(Collections.frequency(teams, "feed")
                                - Collections.frequency(teams, "feed-tags"))).isLessThan(2);
                    }
                }
            }
        }
    }

    @Test
    void aMissedDeadlineDegradesTheResult() {
        RecallRequest slow = new RecallRequest(
                ANN, List.of(), RequestExamples.NONE, null, null, 6, null, List.of(), null, FilterGroup.NONE, Set.of(),
                true, null, null, null, Duration.ofNanos(1), Instant.ofEpochMilli(SmallWorld.NOW));

        RecallResult result = pipeline.prepare(slow).run("r");

        assertThat(result.degradations()).containsExactly(Degradation.CHANNEL);
        assertThat(ids(result)).as("only popular runs late").hasSize(6).allMatch(id -> id.startsWith("p"));
    }

    @Test
    void aRequestForTheVariantGetsItAlone() {
        RecallResult named = pipeline.prepare(REQUEST.withScene("feed-tags")).run("r");

        assertThat(named.variant()).isNull();
        assertThat(named.isInterleaved()).isFalse();
        assertThat(named.runs()).extracting(ChannelRun::channel).containsExactly("tag");
        assertThat(teams(named)).containsOnlyNulls();
    }

    @Test
    void channelsAndBlendOfARequestHoldForBothScenes() {
        RecallResult result = pipeline
                .prepare(REQUEST.withChannels(List.of(RecallRequest.RequestedChannel.of("popular")))).run("r");

        assertThat(ids(result)).containsExactly("p0", "p1", "p2", "p3", "p4", "p5");
        assertThat(teams(result)).containsOnlyNulls();
        List<RecallRequest.RequestedChannel> both = List.of(
                RecallRequest.RequestedChannel.of("popular"), RecallRequest.RequestedChannel.of("tag"));
        assertThat(ids(pipeline.prepare(REQUEST.withChannels(both)).run("r"))).as("by reciprocal ranks")
                .anyMatch(id -> id.startsWith("t"));
        RecallRequest byQuota = new RecallRequest(
                ANN, List.of(), RequestExamples.NONE, null, null, 6, null, both, null, FilterGroup.NONE, Set.of(),
                true, null, Blend.QUOTA, null, null, Instant.ofEpochMilli(SmallWorld.NOW));
        assertThat(ids(pipeline.prepare(byQuota).run("r"))).isEqualTo(ids(result));
    }

    @Test
    void aTraceRanksTheContentInTheDraft() {
        for (String requestId : List.of("r", "r1", "r2", "r3")) {
            RecallResult result = pipeline.prepare(REQUEST).run(requestId);
            for (int i = 0; i < result.size(); i++) {
                ContentId content = new ContentId(result.contentId(i));
                assertThat(pipeline.prepare(REQUEST).trace(requestId, content).trace().rank()).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void scenesWithOtherTimeoutsOrFiltersAreNotInterleaved() {
        Scene feed = scene("feed", Map.of("popular", new ChannelShare(8, 0, 1)), VARIANT);
        Scene slower = new Scene("slower", Blend.RRF, null, feed.channels(), Duration.ofSeconds(9), FilterGroup.NONE,
                true, false, List.of(), List.of());
        Scene withSeen = new Scene("with-seen", Blend.RRF, null, feed.channels(), feed.timeout(), FilterGroup.NONE,
                false, false, List.of(), List.of());
        Scene filtered = new Scene("filtered", Blend.RRF, null, feed.channels(), feed.timeout(),
                new FilterGroup(List.of(FilterGroup.NONE), List.of(), List.of()), true, false, List.of(), List.of());

        assertThatIllegalArgumentException().isThrownBy(() -> feed.requireInterleavable(slower)).withMessage(
                "scene 'feed' has the interleaved variant 'slower', which has the timeout PT9S, expected PT5S");
        assertThatIllegalArgumentException().isThrownBy(() -> feed.requireInterleavable(filtered))
                .withMessageContaining("has another must or must-not, expected the same");
        assertThatIllegalArgumentException().isThrownBy(() -> feed.requireInterleavable(withSeen))
                .withMessageContaining("has another exclude-seen or match-query, expected the same");
        feed.requireInterleavable(TAGS);
    }

    private RecallPipeline pipeline(Scene... scenes) {
        world.tags("a", "gel", "nails");
        for (int i = 0; i < 6; i++) {
            world.popular("p" + i, 10 - i).tags("t" + i, i % 2 == 0 ? "gel" : "nails");
        }
        UserState ann = UserState.empty(ANN).with(new Engagement(
                "e", Action.CLICK, "a", SmallWorld.NOW - 1000, 0, -1, null));
        return new RecallPipeline(
                PipelineSettings.defaults().withScenes(List.of(scenes)).withSeed(42), world::snapshot,
                (id, limit) -> new StateRead(ann, StateRead.Source.CLUSTER), () -> true,
                new ChannelCatalogue(
                        List.of(new PopularChannel(), InterestChannel.tag(new ScoreBoards())),
                        space -> new VectorChannel(space, new ScoreBoards())),
                PipelineObserver.NONE, Instant::now);
    }

    private static Scene scene(String name, Map<String, ChannelShare> channels, Scene.Variant... variants) {
        return new Scene(name, Blend.RRF, null, channels, Duration.ofSeconds(5), FilterGroup.NONE, true, false,
                List.of(),
                List.of(variants));
    }

    private static Reason tag(String content) {
        return new Reason(Reason.Kind.TAG, Integer.parseInt(content.substring(1)) % 2 == 0 ? "gel" : "nails");
    }

    private static RecallRequest page(int offset, int size) {
        return new RecallRequest(
                ANN, List.of(), RequestExamples.NONE, null, null, size, offset, List.of(), null, FilterGroup.NONE,
                Set.of(), true, null, null, null, null, Instant.ofEpochMilli(SmallWorld.NOW));
    }

    private static List<String> ids(RecallResult result) {
        return IntStream.range(0, result.size()).mapToObj(result::contentId).toList();
    }

    private static List<@Nullable String> teams(RecallResult result) {
        List<@Nullable String> teams = new ArrayList<>();
        for (int i = 0; i < result.size(); i++) {
            teams.add(result.team(i));
        }
        return teams;
    }
}
