package io.graphrecall.pipeline.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.metapath.path.Measure;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.channel.metapath.MetaPathChannel;
import io.graphrecall.pipeline.channel.metapath.ServingPath;
import io.graphrecall.pipeline.channel.metapath.ServingPaths;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.pipeline.testing.Queries;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.vector.NeighbourContrast;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.NodeLabel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The indexes of an overlay have what a visit of each of its contents finds, after posts, changes and withdrawals. */
class LiveOverlayIndexTest {

    private static final int CONTENTS = 40;
    private static final int TAGS = 6;

    private Random random = new Random();

    @RepeatedTest(20)
    void theIndexesEqualAScan(RepetitionInfo repetition) {
        random = new Random(repetition.getCurrentRepetition());
        ServingSnapshot snapshot = world().snapshot();
        for (int batch = 1; batch <= 5; batch++) {
            List<ContentChange> changes = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String id = random.nextInt(3) == 0 ? "c" + random.nextInt(CONTENTS) : "live" + random.nextInt(12);
                changes.add(random.nextInt(5) == 0
                        ? new ContentChange(new ContentId(id), null, batch * 10L + i)
                        : new ContentChange(new ContentId(id), content(id), batch * 10L + i));
            }
            snapshot = snapshot.with(changes);
            postingsEqualAScan(snapshot);
            neighboursEqualAScan(snapshot);
            pathsEqualAScan(snapshot);
        }
    }

    @Test
    void aBatchIsLikeItsContentsOneByOne() {
        List<ContentChange> changes = IntStream.range(0, 100).mapToObj(i -> new ContentChange(
                new ContentId("live" + i), content("live" + i), i + 1)).toList();
        ServingSnapshot empty = world().snapshot();
        ServingSnapshot together = empty.with(changes);
        ServingSnapshot oneByOne = empty;
        for (ContentChange change : changes) {
            oneByOne = oneByOne.with(List.of(change));
        }

        assertThat(together.overlay().newContents()).extracting(LiveContent::id)
                .containsExactlyElementsOf(changes.stream().map(change -> change.id().key()).toList());
        for (int content = 0; content < CONTENTS; content++) {
            assertThat(entries(together.overlay().neighbours("clip", content)))
                    .isEqualTo(entries(oneByOne.overlay().neighbours("clip", content)));
        }
    }

    @Test
    void aPostedContentHasTheTagsThatTheNextBuildGivesIt() {
        for (List<String> tags : List.of(List.of("gel"), List.of("nails"), List.of("gel", "nails", "red"),
                List.of("beauty", "gel"), List.of("matte"))) {
            ServingSnapshot posted = hierarchy().snapshot()
                    .with(List.of(new ContentChange(new ContentId("c"), tagged("c", tags), 8)));
            ServingSnapshot built = hierarchy().tags("c", tags.toArray(String[]::new)).snapshot();
            assertThat(tagsOf("c", posted)).isEqualTo(tagsOf("c", built))
                    .hasSizeGreaterThanOrEqualTo(tags.size());
        }
        assertThat(tagsOf("c", hierarchy().snapshot().with(List.of(
                new ContentChange(new ContentId("c"), tagged("c", List.of("gel")), 8, Map.of("gel", 0.5f))))))
                .as("a tag of content understanding").isEqualTo(Map.of("gel", 0.5f, "nails", 0.25f, "beauty", 0.125f));
    }

    /** Training reads the vectors of a build, which have length 1. */
    @Test
    void modelsReadThePostedVectorsThatTheNextBuildHas() {
        List<float @Nullable []> read = new ArrayList<>();
        OpenedModule model = new OpenedModule() {
            @Override
            public void encode(List<NewContent> contents) {
                contents.forEach(content -> read.add(content.vector("clip")));
            }
        };
        new SmallWorld().vector("clip", "a", 1, 0).snapshot(model)
                .with(List.of(Queries.change("large", 30, 40), Queries.change("zero", 0, 0)));

        assertThat(read).containsExactly(new float[] {0.6f, 0.8f}, null);
    }

    private static SmallWorld hierarchy() {
        return new SmallWorld().tagParent("gel", "nails").tagParent("nails", "beauty")
                .tags("a", "gel", "matte").tags("b", "nails", "red");
    }

    private static Map<String, Float> tagsOf(String id, ServingSnapshot snapshot) {
        SparseSum sum = new SparseSum();
        snapshot.contentFeatures(snapshot.contentOrdinal(id)).addTo(FeatureSpace.TAG, 1, sum);
        Map<String, Float> tags = new HashMap<>();
        for (int i = 0; i < sum.size(); i++) {
            tags.put(snapshot.tables().features(FeatureSpace.TAG).index().key(sum.ordinal(i)), sum.sum(i));
        }
        return tags;
    }

    private static Content tagged(String id, List<String> tags) {
        return new Content(new ContentId(id), new Description(
                null, null, List.of(), Map.of(), tags, null, null, null, Description.Status.ACTIVE,
                Description.Media.NONE, Map.of(), Map.of()));
    }

    private SmallWorld world() {
        SmallWorld world = new SmallWorld()
                .path("shared-tags", "Content-HAS_TAG->Tag<-HAS_TAG-Content", Measure.WALK)
                .path("same-tags", "Content-HAS_TAG->Tag<-HAS_TAG-Content", Measure.PATHSIM);
        for (int i = 0; i < CONTENTS; i++) {
            world.tags("c" + i, tags().toArray(String[]::new)).vector("clip", "c" + i, vector());
        }
        return world;
    }

    private Set<String> tags() {
        Set<String> tags = new HashSet<>(Set.of("tag" + random.nextInt(TAGS)));
        tags.add("tag" + random.nextInt(TAGS));
        return tags;
    }

    private float[] vector() {
        float[] vector = new float[4];
        for (int d = 0; d < vector.length; d++) {
            vector[d] = (float) random.nextGaussian();
        }
        return vector;
    }

    private Content content(String id) {
        return content(id, tags());
    }

    private Content content(String id, Set<String> tags) {
        return new Content(new ContentId(id), new Description(
                null, null, List.of(), Map.of(), List.copyOf(tags), null, Instant.ofEpochMilli(SmallWorld.NOW - 1),
                null, Description.Status.ACTIVE, Description.Media.NONE, Map.of("clip", vector()), Map.of()));
    }

    private static void postingsEqualAScan(ServingSnapshot snapshot) {
        for (int feature = 0; feature < snapshot.tables().features(FeatureSpace.TAG).index().size(); feature++) {
            Map<Integer, Float> expected = new HashMap<>();
            for (LiveContent content : snapshot.overlay().contents()) {
                float weight = content.features().vector(FeatureSpace.TAG).weight(feature);
                if (weight > 0) {
                    expected.put(content.ordinal(), weight);
                }
            }
            assertThat(entries(snapshot.overlay().postings(FeatureSpace.TAG, feature))).isEqualTo(expected);
        }
    }

    private static void neighboursEqualAScan(ServingSnapshot snapshot) {
        ServingSpace space = Objects.requireNonNull(snapshot.spaces().get("clip"));
        for (int content = 0; content < CONTENTS; content++) {
            float[] own = Objects.requireNonNull(space.vector(content));
            Map<Integer, Float> expected = new HashMap<>();
            snapshot.overlay().vectors("clip").forEach((live, vector) -> {
                SparseVector nearest = space.index().search(vector.values(), CONTENTS, other -> true);
                float closeness = (float) IntStream.range(0, Math.min(10, nearest.size()))
                        .mapToDouble(i -> nearest.weights()[i]).average().orElse(0);
                float weight = NeighbourContrast.weight(vector.score(own), closeness, 0);
                if (weight > 1e-5) {
                    expected.put(live, weight);
                }
            });
            Map<Integer, Float> indexed = entries(snapshot.overlay().neighbours("clip", content));
            indexed.values().removeIf(weight -> weight <= 1e-5);
            assertThat(indexed).containsOnlyKeys(expected.keySet());
            indexed.forEach((live, weight) -> assertThat(weight).isCloseTo(Objects.requireNonNull(expected.get(live)),
                    within(1e-4f)));
        }
    }

    /** Compares with the walk over shared tags, written out. */
    private static void pathsEqualAScan(ServingSnapshot snapshot) {
        for (LiveContent trigger : snapshot.overlay().newContents()) {
            assertThat(recalledFrom(trigger.id(), snapshot)).doesNotContain(trigger.ordinal());
        }
        for (int trigger = 0; trigger < CONTENTS; trigger++) {
            Set<Integer> recalled = recalledFrom(snapshot.contentId(trigger), snapshot);
            for (LiveContent content : snapshot.overlay().newContents()) {
                boolean shares = content.active() && sharesKnownTag(snapshot, trigger, content);
                assertThat(recalled.contains(content.ordinal()))
                        .as("%s from %s", content.id(), snapshot.contentId(trigger)).isEqualTo(shares);
            }
        }
    }

    private static Set<Integer> recalledFrom(String trigger, ServingSnapshot snapshot) {
        ChannelResult result = new MetaPathChannel(new ScoreBoards())
                .recall(Queries.query(snapshot, Set.of(), trigger + ":1"));
        return IntStream.of(result.contents()).boxed().collect(Collectors.toSet());
    }

    @Test
    void aNewContentIsReachedThroughEachOfItsCategories() {
        ServingSnapshot snapshot = new SmallWorld().category("comedy", "Comedy").category("romance", "Romance")
                .category("war", "War")
                .path("genre", "Content-IN_CATEGORY->Category<-IN_CATEGORY-Content", Measure.WALK)
                .snapshot().with(List.of(new ContentChange(new ContentId("both"), new Content(
                        new ContentId("both"), new Description(
                                null, null, List.of("Comedy"), Map.of(), List.of(), null, null, null,
                                Description.Status.ACTIVE, Description.Media.NONE, Map.of(), Map.of(),
                                List.of(List.of("Romance")))),
                        1)));
        int both = snapshot.contentOrdinal("both");

        assertThat(recalledFrom("comedy", snapshot)).containsExactly(both);
        assertThat(recalledFrom("romance", snapshot)).containsExactly(both);
        assertThat(recalledFrom("war", snapshot)).isEmpty();
        assertThat(recalledFrom("both", snapshot)).containsExactlyInAnyOrder(
                snapshot.contentOrdinal("comedy"), snapshot.contentOrdinal("romance"));
    }

    @Test
    void theStrongestInstanceToANewContentCountsTheLastStep() {
        SmallWorld world = new SmallWorld().tags("a", "popular", "gel").tags("b", "gel").path("twice",
                "Content-HAS_TAG->Tag<-HAS_TAG-Content-HAS_TAG->Tag<-HAS_TAG-Content", Measure.WALK);
        for (int i = 0; i < 10; i++) {
            world.tags("c" + i, "popular");
        }
        ServingSnapshot snapshot = world.snapshot().with(List.of(new ContentChange(
                new ContentId("new"), content("new", Set.of("popular", "gel")), 1)));

        // Before the last step, "popular" has a weight of .6 and "gel" of .4; the last step counts 1/12 and 1/3.
        List<ServingPath.Node> nodes = Objects.requireNonNull(snapshot.module(ServingPaths.class)).paths().getFirst()
                .strongest(snapshot.contentOrdinal("a"), snapshot.contentOrdinal("new"), snapshot.overlay());
        assertThat(nodes.get(nodes.size() - 2)).isEqualTo(new ServingPath.Node(NodeLabel.TAG, "gel"));
    }

    @Test
    void aWalkFromANewContentAlsoLeadsToTagsThatOnlyNewContentsHave() {
        ServingSnapshot snapshot = new SmallWorld().tags("a", "gel").item("coat", "wool")
                .path("tags", "Content-HAS_TAG->Tag<-HAS_TAG-Content", Measure.WALK).snapshot()
                .with(List.of(new ContentChange(new ContentId("new"), content("new", Set.of("gel", "wool")), 1)));
        LiveContent live = Objects.requireNonNull(snapshot.overlay().find("new"));

        assertThat(Objects.requireNonNull(snapshot.module(ServingPaths.class)).paths().getFirst()
                .generationContentsFrom(live).weights()).containsExactly(.5f);
    }

    /** A trigger of the generation walks with the tags that the generation knows of it. */
    private static boolean sharesKnownTag(ServingSnapshot snapshot, int trigger, LiveContent content) {
        var rows = snapshot.tables().features(FeatureSpace.TAG).contents();
        return IntStream.range(rows.start(trigger), rows.end(trigger)).mapToObj(
                entry -> snapshot.tables().features(FeatureSpace.TAG).index().key(rows.column(entry)))
                .anyMatch(content.keys(FeatureSpace.TAG)::contains);
    }

    private static Map<Integer, Float> entries(LivePostings.@Nullable Row row) {
        Map<Integer, Float> entries = new HashMap<>();
        for (int i = 0; row != null && i < row.contents().length; i++) {
            assertThat(entries.put(row.contents()[i], row.weights()[i])).as("one entry a content").isNull();
        }
        return entries;
    }
}
