package io.graphrecall.pipeline.channel.vector;

import static io.graphrecall.pipeline.testing.Queries.change;
import static io.graphrecall.pipeline.testing.Queries.ids;
import static io.graphrecall.pipeline.testing.Queries.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.pipeline.channel.ChannelCatalogue;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.QueryExamples;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.channel.behaviour.PopularChannel;
import io.graphrecall.pipeline.channel.cluster.ClusterChannel;
import io.graphrecall.pipeline.overlay.ContentChange;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.space.LiveVector;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.schema.ContentId;
import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

class VectorChannelTest {

    private final SmallWorld world = new SmallWorld().content("bare")
            .vector("clip", "a", 1, 0).vector("clip", "b", 4, 3).vector("clip", "c", 3, 4).vector("clip", "d", 0, 2);
    private final RecallChannel channel = new VectorChannel("clip", new ScoreBoards());

    @Test
    void sumsUpHowMuchNearerContentsAreToTheTriggersThanToOthers() {
        ServingSnapshot snapshot = world.snapshot();
        ChannelResult answer = channel.recall(query(snapshot, Set.of("a", "d"), "a:1", "d:0.5"));
        assertThat(ids(snapshot, answer)).containsExactly("b", "c");
        float closeness = (0.6f + 0.8f + 0.96f) / 3; // of b and of c
        assertThat(answer.scores()).containsExactly(
                new float[] {0.8f + 0.3f - 1.5f * 0.35f * closeness, 0.6f + 0.4f - 1.5f * 0.35f * closeness},
                within(1e-5f));
        assertThat(answer.seen()).isZero();
        assertThat(answer.reasons().of(answer.contents())[0]).isEqualTo(new Reason(Reason.Kind.CONTENT, "a"));
    }

    @Test
    void aContentNewerThanTheGenerationIsACandidate() {
        ServingSnapshot snapshot = world.snapshot().with(List.of(change("new", 5, 1), change("far", -1, -1)));
        ChannelResult answer = channel.recall(query(snapshot, Set.of("a"), "a:1"));
        assertThat(ids(snapshot, answer)).containsExactly("new", "b", "c");
        float closeness = (float) ((5 + 4.6 + 3.8 + 1) / Math.sqrt(26) / 4); // of the new one to a, b, c, d
        assertThat(answer.scores()[0]).isCloseTo((float) (5 / Math.sqrt(26)) - 0.35f * closeness, within(1e-5f));
        assertThat(answer.reasons().of(answer.contents())[0]).isEqualTo(new Reason(Reason.Kind.CONTENT, "a"));
    }

    @Test
    void aTriggerNewerThanTheGenerationIsSearchedFor() {
        ServingSnapshot snapshot = world.snapshot().with(List.of(change("new", 0.1f, 9), change("other", 0.5f, 1)));
        ChannelResult answer = channel.recall(query(snapshot, Set.of("new"), "new:1"));
        assertThat(ids(snapshot, answer)).containsExactly("d", "other", "c", "b", "a");
        assertThat(answer.reasons().of(answer.contents())[4]).isEqualTo(new Reason(Reason.Kind.CONTENT, "new"));
    }

    @Test
    void aContentThatGotItsVectorSinceTakesPart() {
        ServingSnapshot snapshot = world.snapshot().with(List.of(change("bare", 1, 0.1f)));
        assertThat(ids(snapshot, channel.recall(query(snapshot, Set.of("a"), "a:1")))).startsWith("bare");
        assertThat(ids(snapshot, channel.recall(query(snapshot, Set.of("bare"), "bare:1")))).startsWith("a");
    }

    @Test
    void aChangedContentKeepsItsVectorUntilTheNextGeneration() {
        ServingSnapshot snapshot = world.snapshot().with(List.of(change("d", 1, 0)));
        assertThat(ids(snapshot, channel.recall(query(snapshot, Set.of("a"), "a:1")))).containsExactly("b", "c");
    }

    @Test
    void vectorsOfAnotherLengthAreLeftOut() {
        ServingSnapshot snapshot = world.snapshot().with(List.of(change("new", 1, 0, 0), change("zero", 0, 0)));
        assertThat(ids(snapshot, channel.recall(query(snapshot, Set.of("a"), "a:1")))).containsExactly("b", "c");
    }

    @Test
    void theOpenContentAndAVectorAreSearchedForThroughTheFilter() {
        SmallWorld large = new SmallWorld();
        Set<String> nearest = new HashSet<>();
        for (int i = 0; i <= 120; i++) {
            large.vector("clip", "c" + i, 100, i);
            if (i <= 115) {
                nearest.add("c" + i);
            }
        }
        ServingSnapshot snapshot = large.snapshot();
        ServingSpace space = Objects.requireNonNull(snapshot.spaces().get("clip"));
        QueryExamples.Vector vector = new QueryExamples.Vector(
                "clip", LiveVector.ofRequest(space, Objects.requireNonNull(space.vector(0))), 1);

        assertThat(channel.recall(query(snapshot, nearest, "c0:1")).size()).as("another trigger").isZero();
        for (RecallQuery query : List.of(
                examples(query(snapshot, nearest, "c0:1"),
                        new QueryExamples(List.of(), null, snapshot.contentOrdinal("c0"))),
                examples(query(snapshot, nearest), new QueryExamples(List.of(), vector, -1)))) {
            ChannelResult answer = channel.recall(query);
            assertThat(ids(snapshot, answer)).containsExactly("c116", "c117", "c118", "c119", "c120");
            assertThat(answer.filtered()).isPositive();
        }
    }

    private static RecallQuery examples(RecallQuery query, QueryExamples examples) {
        return new RecallQuery(query.snapshot(), query.now(), query.user(), query.triggers(), examples,
                query.interests(), query.searches(), query.filter(), query.size(), query.tieBreak(), query.deadline());
    }

    @Test
    void isOffWithoutItsSpace() {
        ServingSnapshot snapshot = new SmallWorld().content("a").snapshot();
        assertThat(channel.unavailable(snapshot)).isEqualTo("the generation has no embedding space 'clip'");
        assertThat(channel.unavailable(world.snapshot())).isNull();
        assertThat(channel.recall(query(world.snapshot(), Set.of()))).isEqualTo(ChannelResult.NOTHING);
    }

    @Test
    void clustersTakeTurnsByTheWeightOfTheirTriggers() {
        SmallWorld two = new SmallWorld();
        for (int i = 0; i < 10; i++) {
            two.vector("clip", "x" + i, 10, 0.1f * i).published("x" + i, SmallWorld.NOW - 1000L * i);
            two.vector("clip", "y" + i, 0.1f * i, 10).published("y" + i, SmallWorld.NOW - 1000L * i);
        }
        ServingSnapshot snapshot = two.snapshot();
        ClusterChannel clusters = new ClusterChannel(new ScoreBoards());
        assertThat(clusters.unavailable(snapshot)).isNull();
        List<String> ids = ids(snapshot, clusters.recall(query(snapshot, Set.of("x0", "y0"), "x0:2", "y0:1.1")));
        assertThat(ids).hasSize(18);
        assertThat(ids.subList(0, 2)).containsExactly("x1", "y1"); // the newest first
        assertThat(ids.subList(0, 9).stream().filter(id -> id.startsWith("x"))).hasSize(6);
    }

    @Test
    void usersSeeAClusterInItsWholeBreadthAndTheNewestAllOfThem() {
        SmallWorld one = new SmallWorld();
        for (int i = 0; i < 60; i++) {
            one.vector("clip", "x" + i, 10, 0.01f * i).published("x" + i, SmallWorld.NOW - 1000L * i);
            one.vector("clip", "y" + i, 0.01f * i, 10);
        }
        ServingSnapshot snapshot = one.snapshot();
        ClusterChannel clusters = new ClusterChannel(new ScoreBoards());
        Set<String> seen = new HashSet<>();
        for (int user = 0; user < 30; user++) {
            List<String> ids = ids(snapshot, clusters.recall(query(snapshot, "u" + user, 10, Set.of("x0"), "x0:1")));
            assertThat(ids).hasSize(10).doesNotHaveDuplicates().startsWith("x1").contains("x2", "x3", "x4");
            seen.addAll(ids);
        }
        assertThat(seen).hasSizeGreaterThan(40);
    }

    @Test
    void aNewContentIsInTheNearestClusterAndComesFirst() {
        SmallWorld two = new SmallWorld();
        for (int i = 0; i < 5; i++) {
            two.vector("clip", "x" + i, 10, 0.1f * i).vector("clip", "y" + i, 0.1f * i, 10);
        }
        ServingSnapshot snapshot = two.snapshot().with(List.of(change("new", 9, 1), change("other", 1, 9)));
        ClusterChannel clusters = new ClusterChannel(new ScoreBoards());
        ChannelResult answer = clusters.recall(query(snapshot, Set.of("x0"), "x0:1"));
        assertThat(ids(snapshot, answer)).startsWith("new").contains("x1").doesNotContain("other", "y1");
        assertThat(answer.reasons().of(answer.contents())[0]).isEqualTo(new Reason(Reason.Kind.CONTENT, "x0"));
        assertThat(ids(snapshot, clusters.recall(query(snapshot, Set.of("other"), "other:1")))).contains("y1")
                .doesNotContain("new");
    }

    @Test
    void newerContentsTakeTurnsWithTheNearestOnes() {
        ServingSnapshot snapshot = dated().with(List.of(
                change("new1", 9, 4), change("new2", 9, 4.1f), change("new3", 9, 4.2f)));
        List<String> ids = ids(snapshot, new ClusterChannel(new ScoreBoards()).recall(
                query(snapshot, Set.of("x0"), "x0:1")));
        assertThat(ids).hasSize(12).doesNotHaveDuplicates();
        assertThat(List.of(ids.get(0), ids.get(2), ids.get(4))).containsExactlyInAnyOrder("new1", "new2", "new3");
        assertThat(List.of(ids.get(1), ids.get(3), ids.get(5))).containsExactly("x1", "x2", "x3");
        assertThat(ids.get(6)).as("the newest of the generation").isEqualTo("x9");
    }

    @Test
    void theNewestContentsAreNearEachOtherIfTheyAreNewerThanTheGeneration() {
        ServingSnapshot snapshot = dated().with(List.of(change("new1", 9, 4), change("new2", 9, 4.1f)));
        ChannelResult answer = new ClusterChannel(new ScoreBoards()).recall(query(snapshot, Set.of(), "new1:1"));
        assertThat(ids(snapshot, answer)).startsWith("new2");
        assertThat(answer.reasons().of(answer.contents())[0]).isEqualTo(new Reason(Reason.Kind.CONTENT, "new1"));
    }

    @Test
    void aWithdrawnContentLeavesTheOthersInTheirOrder() {
        ServingSnapshot snapshot = dated().with(List.of(new ContentChange(new ContentId("x9"), null, 8)));
        assertThat(ids(snapshot, new ClusterChannel(new ScoreBoards()).recall(
                query(snapshot, Set.of("x0"), "x0:1")))).startsWith("x8", "x1", "x7", "x2");
    }

    /** The higher its number, the newer a content and the farther from x0. */
    private static ServingSnapshot dated() {
        SmallWorld two = new SmallWorld();
        for (int i = 0; i < 10; i++) {
            two.vector("clip", "x" + i, 10, 0.1f * i).published("x" + i, SmallWorld.NOW - 1000L * (10 - i));
            two.vector("clip", "y" + i, 0.1f * i, 10).published("y" + i, SmallWorld.NOW - 1000L * (10 - i));
        }
        return two.snapshot();
    }

    @Test
    void aTriggerWithoutWeightLeavesTheOthersAsTheyAre() {
        for (int i = 0; i < 100; i++) {
            world.content("bare" + i);
        }
        ServingSnapshot snapshot = world.snapshot();
        ChannelResult alone = channel.recall(query(snapshot, Set.of(), "d:1"));
        ChannelResult both = channel.recall(query(snapshot, Set.of(), "a:0", "d:1"));
        assertThat(ids(snapshot, both)).containsExactlyElementsOf(ids(snapshot, alone));
        assertThat(both.scores()).containsExactly(alone.scores());
    }

    @Test
    void everySpaceHasAChannelUnderTheNameThatStandsForTheOthers() {
        ServingSnapshot snapshot = world.vector("text", "a", 1).snapshot();
        ChannelCatalogue catalogue = new ChannelCatalogue(
                List.of(new VectorChannel("text", new ScoreBoards()), new PopularChannel()),
                space -> new VectorChannel(space, new ScoreBoards()));
        assertThat(catalogue.ids(snapshot)).containsExactly("v2v_text", "popular", "v2v_clip");
        assertThat(Objects.requireNonNull(catalogue.find("v2v_clip")).id()).isEqualTo("v2v_clip");
        assertThat(Stream.of("popular", "v2v_clip", "v2v_clap", "clip").filter(id -> catalogue.has(id, snapshot)))
                .containsExactly("popular", "v2v_clip");
        assertThat(catalogue.find("clip")).isNull();
        assertThat(catalogue.spelledOut(Map.of("v2v_*", 1), snapshot)).containsOnlyKeys("v2v_clip", "v2v_text");
        assertThat(catalogue.spelledOut(Map.of("v2v_*", 1, "v2v_clip", 2), snapshot))
                .isEqualTo(Map.of("v2v_text", 1, "v2v_clip", 2));
    }
}
