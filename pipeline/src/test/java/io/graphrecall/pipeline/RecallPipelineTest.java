package io.graphrecall.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.blend.Blend;
import io.graphrecall.blend.ChannelShare;
import io.graphrecall.content.text.Terms;
import io.graphrecall.pipeline.channel.ChannelCatalogue;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.QueryIntent;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.channel.behaviour.I2iChannel;
import io.graphrecall.pipeline.channel.behaviour.PopularChannel;
import io.graphrecall.pipeline.channel.interest.ExploreChannel;
import io.graphrecall.pipeline.channel.interest.ExploreSettings;
import io.graphrecall.pipeline.channel.interest.Exposures;
import io.graphrecall.pipeline.channel.interest.FreshChannel;
import io.graphrecall.pipeline.channel.interest.FreshSettings;
import io.graphrecall.pipeline.channel.interest.InterestChannel;
import io.graphrecall.pipeline.channel.interest.NewWords;
import io.graphrecall.pipeline.channel.interest.Query2vChannel;
import io.graphrecall.pipeline.channel.vector.VectorChannel;
import io.graphrecall.pipeline.filter.Clause;
import io.graphrecall.pipeline.filter.FilterGroup;
import io.graphrecall.pipeline.overlay.ContentChange;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.StateRead;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.profile.EngagementParameters;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

class RecallPipelineTest {

    private static final UserId ANN = new UserId("ann");
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int MAX_SEARCHES = 10;

    private final SmallWorld world = new SmallWorld();
    private UserState ann = UserState.empty(ANN);

    @Test
    void contentsAfterTheNewestClickRankFirst() {
        world.next("a", "x", 1).next("b", "y", 1);
        click("a", 5).and("b", 1);

        RecallResult result = recall(request(), new I2iChannel(new ScoreBoards()));

        assertThat(ids(result)).containsExactly("y", "x");
        assertThat(result.reasons(0)[0]).isEqualTo(new Reason(Reason.Kind.CONTENT, "b"));
        assertThat(result.generation()).isEqualTo("20260601T000000Z-test");
    }

    @Test
    void behaviourOfThirtyYearsAgoRecallsAsIfItWereNew() {
        world.next("a", "x", 1).next("b", "y", 1).similar("a", "z", 1).tags("a", "gel").tags("z", "gel");
        world.vector("text", "a", 1, 0).vector("text", "z", 1, 0.1f);
        int thirtyYears = 24 * 365 * 30;
        click("a", thirtyYears + 5).and("b", thirtyYears + 1);

        RecallResult result = recall(request(), new I2iChannel(new ScoreBoards()),
                InterestChannel.tag(new ScoreBoards()), new VectorChannel("text", new ScoreBoards()));

        assertThat(result.runs()).allSatisfy(run -> assertThat(run.answer().size()).isPositive());
        assertThat(ids(recall(request(), new I2iChannel(new ScoreBoards())))).containsExactly("y", "x");
    }

    @Test
    void aChannelThatReturnsNothingReportsTheReason() {
        world.next("a", "x", 1).next("b", "b", 1);
        assertThat(reasonOf(new I2iChannel(new ScoreBoards())))
                .isEqualTo("the user engaged with no content of this generation");
        assertThat(reasonOf(new Query2vChannel(new ScoreBoards()))).isEqualTo("the user has no searches");
        assertThat(reasonOf(InterestChannel.tag(new ScoreBoards()))).isEqualTo("the user has no interests in tags");

        click("a", 2).and("x", 1);
        assertThat(reasonOf(new I2iChannel(new ScoreBoards())))
                .isEqualTo("every content that it reached is seen or filtered: 1");
        ann = UserState.empty(ANN);
        click("x", 1);
        assertThat(reasonOf(new I2iChannel(new ScoreBoards())))
                .isEqualTo("nothing is connected to the user's triggers (1), searches (0) and interests");
        click("a", 2);
        ann = new UserState(ANN, ann.contents(), List.of(), List.of(), Set.of("a"), List.of(), Set.of(), Set.of(),
                Set.of(), 0);
        assertThat(reasonOf(new I2iChannel(new ScoreBoards()))).isNull();
    }

    @Test
    void aChannelWithoutAQuotaIsNotCalled() {
        ChannelRun run = recall(world.content("a").snapshot(), request(), Map.of("broken", new ChannelShare(0, 0, 1)),
                new Broken()).runs().getFirst();
        assertThat(run.status()).isEqualTo(ChannelRun.Status.OK);
        assertThat(run.reason()).isEqualTo("its quota is 0");
    }

    private @Nullable String reasonOf(RecallChannel channel) {
        return recall(request(), channel).runs().getFirst().reason();
    }

    @Test
    void theContextContentIsTheFirstTriggerAndIsLeftOut() {
        world.next("a", "x", 1).next("b", "y", 1).next("x", "b", 1);
        click("b", 1);
        RecallRequest onPage = new RecallRequest(
                ANN, List.of(), RequestExamples.NONE, null, new ContentId("a"), 10, null, List.of(), null,
                FilterGroup.NONE, Set.of(), true, null,
                null, null, null, now());

        assertThat(ids(recall(onPage, new I2iChannel(new ScoreBoards())))).containsExactly("x", "y");
    }

    @Test
    void aSearchRecallsContentsByQueryClickThrough() {
        world.ledTo("red shoes", "shoe", 3).terms("boot", "red").terms("hat", "blue");
        ann = ann.with(new Engagement("s", Action.SEARCH, "red shoes", SmallWorld.NOW - HOUR, 0, -1, null));

        RecallResult result = recall(request(), new Query2vChannel(new ScoreBoards()));

        assertThat(ids(result)).containsExactly("shoe");
        assertThat(result.reasons(0)[0]).isEqualTo(new Reason(Reason.Kind.QUERY, "red shoes"));
    }

    @Test
    void aNewSearchRecallsTheClicksOfASearchOfTheSameForm() {
        world.ledTo("red-shoe", "shoe", 3);
        ann = ann.with(new Engagement("s", Action.SEARCH, "red shoes!", SmallWorld.NOW - HOUR, 0, -1, null));

        assertThat(ids(recall(request(), new Query2vChannel(new ScoreBoards())))).containsExactly("shoe");
    }

    /** The build stores the click-through of a form once, at one of its queries. */
    @Test
    void aKnownSearchRecallsTheClicksOfItsForm() {
        world.ledTo("red shoe", "shoe", 3).query("red shoes!", FeatureSpace.TAG, "red");
        ann = ann.with(new Engagement("s", Action.SEARCH, "red shoes!", SmallWorld.NOW - HOUR, 0, -1, null));

        assertThat(ids(recall(request(), new Query2vChannel(new ScoreBoards())))).containsExactly("shoe");
    }

    /** Overlaps: of tags (2, 1) / sqrt(5) with 1, of the category and the term 1. */
    @Test
    void query2vWeighsClickThroughAndTheFeaturesOfAQuery() {
        world.query("red shoes", FeatureSpace.TAG, "red", "shoes").idf("red", 2)
                .query("red shoes", FeatureSpace.CATEGORY, "Shoes").query("red shoes", FeatureSpace.TERM, "trainers")
                .ledTo("red shoes", "clicked", 0.9f).ledTo("red shoes", "both", 0.3f)
                .tags("red", "red").tags("both", "shoes").category("category", "Shoes").terms("term", "trainers");
        ann = ann.with(new Engagement("s", Action.SEARCH, "red shoes", SmallWorld.NOW - HOUR, 0, -1, null));

        Map<String, Float> scores = scores(recall(request(), new Query2vChannel(new ScoreBoards())));

        double search = EngagementParameters.DEFAULT.actions().get(Action.SEARCH);
        Map<String, Double> expected = Map.of("term", 0.5, "clicked", 0.9, "both", 0.3 + 0.5 / Math.sqrt(5),
                "red", 0.5 * 2 / Math.sqrt(5), "category", 0.3);
        assertThat(scores).hasSameSizeAs(expected);
        expected.forEach((content, score) -> assertThat(scores.get(content)).as(content)
                .isCloseTo((float) (search * score), within(1e-5f)));
    }

    @Test
    void anUnknownQueryRecallsContentsByItsTerms() {
        world.terms("boot", "red", "boot").terms("hat", "blue").content("other");
        RecallRequest searching = new RecallRequest(
                ANN, List.of(), RequestExamples.NONE, null, null, 10, null, List.of(), new QueryText("Red things"),
                FilterGroup.NONE, Set.of(),
                true, null, null, null, null, now());

        assertThat(ids(recall(searching, new Query2vChannel(new ScoreBoards())))).containsExactly("boot");
    }

    @Test
    void theSearchOfARequestIsCorrectedUnlessItsWordsAreNew() {
        world.terms("gloss", "polish");
        ServingSnapshot built = world.snapshot(new NewWords(world.tables(), new Terms()));
        ServingSnapshot live = built.with(List.of(new ContentChange(new ContentId("new"), new Content(
                new ContentId("new"), new Description("Polisi", null, List.of(), Map.of(), List.of(), null, null, null,
                        Description.Status.ACTIVE, Description.Media.NONE, Map.of(), Map.of())),
                1)));
        RecallRequest searching = request().withQuery(new QueryText("polisi"));
        Query2vChannel channel = new Query2vChannel(new ScoreBoards());

        assertThat(ids(recall(built, searching, channel))).containsExactly("gloss");
        assertThat(ids(recall(live, searching, channel))).containsExactly("new");
        ann = ann.with(new Engagement("s", Action.SEARCH, "polisi", SmallWorld.NOW - HOUR, 0, -1, null));
        assertThat(ids(recall(built, request(), channel))).as("an earlier search").isEmpty();
        assertThat(ids(recall(built, searching, InterestChannel.term(new ScoreBoards())))).as("interests").isEmpty();
    }

    @Test
    void aMisspeltWordBesideAKnownOneIsCorrected() {
        world.terms("gel", "gel").terms("gloss", "polish").terms("both", "gel", "polish");
        RecallRequest searching = request().withQuery(new QueryText("gel ploish"));

        assertThat(ids(recall(searching, new Query2vChannel(new ScoreBoards())))).startsWith("both").contains("gloss");
    }

    @Test
    void aNewSearchHasFeaturesOfItsOwn() {
        world.ledTo("red-shoe", "shoe", 3).query("red-shoe", FeatureSpace.TERM, "sandal").terms("sandal", "sandal");
        RecallRequest searching = request().withQuery(new QueryText("red shoes!"));

        assertThat(ids(recall(searching, new Query2vChannel(new ScoreBoards())))).containsExactly("shoe");
    }

    @Test
    void theSearchOfARequestTakesThePlaceOfEarlierOnes() {
        world.terms("a", "gel").terms("b", "car");
        ann = ann.with(new Engagement("s", Action.SEARCH, "car", SmallWorld.NOW - HOUR, 0, -1, null));
        RecallRequest searching = request().withQuery(new QueryText("gel"));

        assertThat(ids(recall(searching, new Query2vChannel(new ScoreBoards())))).containsExactly("a");
        assertThat(ids(recall(request(), new Query2vChannel(new ScoreBoards())))).containsExactly("b");
        assertThat(ids(recall(searching, InterestChannel.term(new ScoreBoards())))).containsExactly("a", "b");
        assertThat(ids(recall(request(), InterestChannel.term(new ScoreBoards())))).containsExactly("b");
    }

    /** Training counts the distinct searches after an event as well. */
    @Test
    void aRepeatedSearchDoesNotAgeTheEarlierOnes() {
        world.orderOnly().content("a");
        ann = ann.with(new Engagement("y", Action.SEARCH, "car", 1, 1, -1, null))
                .with(new Engagement("x", Action.SEARCH, "gel", 2, 2, -1, null));
        List<Float> once = searchWeights();
        for (int repetition = 3; repetition < 7; repetition++) {
            ann = ann.with(new Engagement("x" + repetition, Action.SEARCH, "gel", repetition, repetition, -1, null));
        }

        assertThat(searchWeights()).isEqualTo(once).hasSize(2).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void onlyTheNewestSearchesOfAUserCount() {
        world.content("a");
        for (int search = 0; search < MAX_SEARCHES + 2; search++) {
            ann = ann.with(new Engagement("s" + search, Action.SEARCH, "query " + search,
                    SmallWorld.NOW - HOUR + search, search, -1, null));
        }

        assertThat(recall(request(), new PopularChannel()).query().searches()).hasSize(MAX_SEARCHES)
                .extracting(QueryIntent::text).startsWith("query " + (MAX_SEARCHES + 1)).endsWith("query 2");
    }

    private List<Float> searchWeights() {
        List<Float> weights = new ArrayList<>();
        recall(request(), new RecallChannel() {
            @Override
            public String id() {
                return "weights";
            }

            @Override
            public ChannelResult recall(RecallQuery query) {
                query.searches().forEach(search -> weights.add(search.weight()));
                return ChannelResult.NOTHING;
            }
        });
        return weights;
    }

    @Test
    void tagInterestsRecallContentsWithoutClicks() {
        world.tags("a", "gel").tags("new", "gel").tags("far", "car");
        click("a", 1);

        assertThat(ids(recall(request(), InterestChannel.tag(new ScoreBoards())))).containsExactly("new");
    }

    @Test
    void filteredContentsAreLeftOutAndCounted() {
        world.content("seen", "ok", "gone").hidden("hidden").expires("expired", SmallWorld.NOW - 1)
                .published("early", SmallWorld.NOW + 1).author("blocked", "bob").tags("muted", "spam");
        ann = new UserState(
                ANN, List.of(), List.of(), List.of(), Set.of("seen"), List.of(), Set.of(), Set.of("bob"),
                Set.of("spam"), 0);
        RecallRequest request = new RecallRequest(
                ANN, List.of(), RequestExamples.NONE, null, null, 10, null, List.of(), null, FilterGroup.NONE,
                Set.of("gone"), true, null, null, null, null,
                now());

        RecallResult result = recall(request, new PopularChannel());

        assertThat(ids(result)).containsExactly("ok");
        assertThat(result.runs().getFirst().answer().seen()).isEqualTo(1);
        assertThat(result.runs().getFirst().answer().filtered()).isEqualTo(6);
    }

    @Test
    void aContentThatOnlyEventsMentionIsATriggerAndNotRecalled() {
        world.next("a", "bare", 1).next("bare", "x", 1).undescribed("bare");
        click("a", 2);
        RecallResult result = recall(request(), new I2iChannel(new ScoreBoards()));
        assertThat(ids(result)).isEmpty();
        assertThat(result.query().snapshot().undescribed()).isEqualTo(1);
        assertThat(result.runs().getFirst().reason()).isEqualTo("every content that it reached is seen or filtered: 1");

        click("bare", 1);
        assertThat(ids(recall(request(), new I2iChannel(new ScoreBoards())))).containsExactly("x");

        ServingSnapshot described = world.snapshot().with(List.of(
                new ContentChange(new ContentId("bare"), live("bare", List.of()), 8),
                new ContentChange(new ContentId("new"), live("new", List.of()), 8)));
        assertThat(described.undescribed()).isZero();
    }

    @Test
    void clausesAreAppliedBeforeListsAreCut() {
        for (int i = 0; i < 50; i++) {
            world.popular("p" + i, 100 - i).category("p" + i, "Makeup");
        }
        world.popular("nail", 1).category("nail", "Makeup", "Nails").attribute("nail", "brand", "OPI");
        for (Clause clause : List.of(
                Clause.any("category", List.of("Makeup/Nails")),
                Clause.any("category", List.of("Nails")),
                Clause.any("attribute.brand", List.of("OPI")),
                Clause.any("content_id", List.of("nail")))) {
            RecallRequest request = new RecallRequest(
                    ANN, List.of(), RequestExamples.NONE, null, null, 1, null, List.of(), null,
                    new FilterGroup(List.of(clause), List.of(), List.of()), Set.of(), true, null, null, null,
                    null, now());
            assertThat(ids(recall(request, new PopularChannel()))).as(clause.toString()).containsExactly("nail");
        }
        RecallRequest not = new RecallRequest(
                ANN, List.of(), RequestExamples.NONE, null, null, 100, null, List.of(), null,
                new FilterGroup(List.of(), List.of(), List.of(Clause.any("category", List.of("Nails")))), Set.of(),
                true, null, null, null, null, now());
        assertThat(ids(recall(not, new PopularChannel()))).hasSize(50).doesNotContain("nail");
    }

    @Test
    void freshRecallsNewContentsAndIsOffWithoutRealTimestamps() {
        world.published("old", SmallWorld.NOW - 100 * 24 * HOUR);
        FreshChannel fresh = new FreshChannel(
                new FreshSettings(Duration.ofDays(7), Duration.ofDays(2), 1000), new ScoreBoards());
        assertThat(reasonOf(fresh)).isEqualTo("no content was published within recall.channels.fresh.window");
        world.published("new", SmallWorld.NOW - HOUR);
        assertThat(ids(recall(request(), fresh))).containsExactly("new");

        world.orderOnly();
        RecallResult result = recall(request(), fresh);
        assertThat(result.runs().getFirst().status()).isEqualTo(ChannelRun.Status.OFF);
        assertThat(result.runs().getFirst().reason()).isEqualTo("the timestamps of the data set give only an order");
        assertThat(result.degraded()).isFalse();
    }

    @Test
    void freshScansAsManyContentsThatMayBeRecalledAsItIsSet() {
        world.published("older", SmallWorld.NOW - 2 * HOUR).published("newer", SmallWorld.NOW - HOUR)
                .published("hidden", SmallWorld.NOW - 1).hidden("hidden");
        FreshChannel fresh = new FreshChannel(
                new FreshSettings(Duration.ofDays(7), Duration.ofDays(2), 1), new ScoreBoards());

        assertThat(ids(recall(request(), fresh))).containsExactly("newer");
    }

    @Test
    void freshRanksByAgeAndInterests() {
        long day = 24 * HOUR;
        world.tags("seen", "gel").tags("gel-1", "gel").published("gel-1", SmallWorld.NOW - day)
                .tags("car-0", "car").published("car-0", SmallWorld.NOW)
                .tags("car-4", "car").published("car-4", SmallWorld.NOW - 4 * day);
        FreshChannel fresh = new FreshChannel(
                new FreshSettings(Duration.ofDays(7), Duration.ofDays(2), 1000), new ScoreBoards());
        float oneDay = (float) Math.sqrt(0.5);

        assertThat(scores(recall(request(), fresh)))
                .containsExactly(Map.entry("car-0", 1f), Map.entry("gel-1", oneDay), Map.entry("car-4", 0.25f));
        click("seen", 1);
        assertThat(scores(recall(request(), fresh)))
                .containsExactly(Map.entry("gel-1", 2 * oneDay), Map.entry("car-0", 1f), Map.entry("car-4", 0.25f));
    }

    @Test
    void hiddenContentsLeaveTheAffinityOfTheOthersAsItIs() {
        world.tags("seen", "gel", "red").tags("gel-1", "gel").published("gel-1", SmallWorld.NOW - 24 * HOUR)
                .published("bare", SmallWorld.NOW - HOUR);
        click("seen", 48);
        Content live = live("hidden", List.of("gel", "red"));
        Description described = live.description();
        Content hidden = new Content(live.id(), new Description(
                described.title(), null, List.of(), Map.of(), described.tags(), null, described.publishedAt(), null,
                Description.Status.HIDDEN, Description.Media.NONE, Map.of(), Map.of()));
        Exposures exposures = new Exposures(
                world.tables(), new ExploreSettings(100, Duration.ofDays(30), 1000), null);
        FreshChannel fresh = new FreshChannel(
                new FreshSettings(Duration.ofDays(7), Duration.ofDays(2), 1000), new ScoreBoards());
        ServingSnapshot snapshot = world.snapshot(exposures);
        ServingSnapshot changed = snapshot.with(List.of(new ContentChange(hidden.id(), hidden, 8)));
        for (RecallChannel channel : List.of(fresh, new ExploreChannel(1000, new ScoreBoards()))) {
            Map<String, Float> before = scores(recall(snapshot, request(), channel));
            assertThat(before).containsOnlyKeys("gel-1", "bare");
            assertThat(scores(recall(changed, request(), channel))).isEqualTo(before);
        }
    }

    @Test
    void exploreRecallsTheContentsThatSuitTheUserFirst() {
        world.tags("seen", "gel").tags("gel-new", "gel").tags("car-new", "car").shown("gel-known", 100);
        click("seen", 1);
        Exposures exposures = new Exposures(
                world.tables(), new ExploreSettings(100, Duration.ofDays(30), 1000), null);
        RecallResult result = recall(
                world.snapshot(exposures), request(), new ExploreChannel(1000, new ScoreBoards()));
        assertThat(ids(result)).containsExactly("gel-new", "car-new");
    }

    @Test
    void postedContentsAreRecalledByTheirTagsAndWithdrawnOnesAreNot() {
        world.tags("a", "gel").tags("b", "gel");
        click("a", 1);
        ServingSnapshot changed = world.snapshot().with(List.of(
                new ContentChange(new ContentId("live"), live("live", List.of("gel")), 8),
                new ContentChange(new ContentId("b"), null, 9)));

        assertThat(ids(recall(changed, request(), InterestChannel.tag(new ScoreBoards())))).containsExactly("live");
        assertThat(ids(recall(changed, request(), new PopularChannel()))).containsExactly("live");
    }

    @Test
    void changedContentsAreRecalledByTheirNewTagsOnly() {
        world.tags("a", "gel").tags("b", "gel").tags("c", "car");
        click("a", 1);
        ServingSnapshot changed = world.snapshot().with(List.of(
                new ContentChange(new ContentId("b"), live("b", List.of("car")), 8),
                new ContentChange(new ContentId("c"), live("c", List.of("gel")), 8),
                new ContentChange(new ContentId("c"), null, 5)));

        assertThat(ids(recall(changed, request(), InterestChannel.tag(new ScoreBoards())))).containsExactly("c");
    }

    @Test
    void slowChannelsRunConcurrently() {
        world.content("x");
        long fastest = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++) {
            RecallResult result = recall(request(), new Sleeper("one", 100), new Sleeper("two", 100));
            assertThat(result.degraded()).isFalse();
            fastest = Math.min(fastest, result.tookNanos());
        }

        assertThat(Duration.ofNanos(fastest)).isBetween(Duration.ofMillis(100), Duration.ofMillis(150));
    }

    @Test
    void aLateOrFailingChannelOnlyDegradesTheResult() {
        world.popular("x", 1);
        RecallRequest hurried = new RecallRequest(
                ANN, List.of(), RequestExamples.NONE, null, null, 10, null, List.of(), null, FilterGroup.NONE, Set.of(),
                true, null, null, null,
                Duration.ofMillis(50), now());
        RecallResult result = recall(hurried, new Sleeper("slow", 5_000), new Broken(), new PopularChannel());

        assertThat(ids(result)).containsExactly("x");
        assertThat(result.degraded()).isTrue();
        assertThat(result.runs()).extracting(ChannelRun::status).containsExactly(
                ChannelRun.Status.TIMEOUT, ChannelRun.Status.FAILED, ChannelRun.Status.OK);
    }

    @Test
    void contentsOfAChannelAreKeptDuplicateOrCut() {
        world.popular("x", 3).popular("y", 2).popular("z", 1).next("a", "x", 1);
        click("a", 1);
        RecallRequest two = RecallRequest.of(ANN, 2).at(now());
        RecallResult result = recall(two, new I2iChannel(new ScoreBoards()), new PopularChannel());

        assertThat(result.shares()).containsExactly(new RecallResult.Share(1, 0, 0),
                new RecallResult.Share(1, 1, 1));
    }

    @Test
    void aVisitorIsDescribedByTheEventsOfTheRequest() {
        world.next("a", "x", 1);
        RecallRequest visitor = new RecallRequest(
                null, List.of(new Engagement("e", Action.CLICK, "a", SmallWorld.NOW - HOUR, 0, -1, null)),
                RequestExamples.NONE, null, null, 10, null, List.of(), null, FilterGroup.NONE, Set.of(), true, null,
                null, null,
                null, now());

        assertThat(ids(recall(visitor, new I2iChannel(new ScoreBoards())))).containsExactly("x");
    }

    @Test
    void invalidRequestsAreRefused() {
        world.content("x");
        assertThatThrownBy(() -> recall(
                request().withChannels(List.of(RecallRequest.RequestedChannel.of("nope"))),
                new PopularChannel()))
                .isInstanceOf(RecallException.class)
                .hasMessage("/channels/0/id is 'nope', expected one of popular");
        assertThatThrownBy(() -> RecallRequest.of(ANN, 0)).hasMessage("size is 0, expected 1 to 1000");
        assertThatThrownBy(() -> Clause.any("colour", List.of("red")))
                .hasMessageStartingWith("unknown filter field 'colour'");
    }

    @Test
    void theFilterOfASceneHoldsForEveryRequest() {
        world.popular("pasta", 4).popular("pizza", 3).popular("burger", 2).popular("car", 1);
        for (String food : List.of("pasta", "pizza", "burger")) {
            world.tags(food, "food").author(food, "ann");
        }
        world.tags("car", "cars").author("burger", "bob");
        Scene food = new Scene(RecallPipeline.DEFAULT_SCENE, Blend.WEIGHTED, null,
                Map.of("popular", new ChannelShare(100, 0, 1)), Duration.ofSeconds(2),
                new FilterGroup(List.of(Clause.any("tag", List.of("food"))), List.of(),
                        List.of(Clause.any("author", List.of("bob")))),
                true, false, List.of(), List.of());
        try (RecallPipeline pipeline = pipeline(world.snapshot(), List.of(food), new PopularChannel())) {
            assertThat(ids(pipeline.recall(request()))).containsExactly("pasta", "pizza");
            FilterGroup own = new FilterGroup(
                    List.of(Clause.any("content_id", List.of("pizza", "burger", "car"))), List.of(), List.of());
            assertThat(ids(pipeline.recall(with(own, null)))).containsExactly("pizza");
            for (String other : List.of("burger", "car")) {
                assertThat(pipeline.prepare(request()).trace(null, new ContentId(other)).trace().channels())
                        .singleElement()
                        .satisfies(channel -> assertThat(channel.outcome()).isEqualTo(ContentTrace.Outcome.FILTER));
            }
        }
    }

    @Test
    void aSearchSceneKeepsSeenContentsAndOnlyThoseThatTheQueryFinds() {
        world.ledTo("red shoes", "first", 4).ledTo("red shoes", "seen", 3).terms("boot", "shoes")
                .query("red shoes", FeatureSpace.TERM, "shoes").popular("star", 9).popular("seen", 8)
                .popular("boot", 7);
        click("seen", 1);
        Map<String, ChannelShare> shares = new LinkedHashMap<>();
        shares.put("query2v", new ChannelShare(100, 1, 1));
        shares.put("popular", new ChannelShare(100, 2, 1));
        Scene search = new Scene(RecallPipeline.DEFAULT_SCENE, Blend.RRF, null, shares, Duration.ofSeconds(2),
                FilterGroup.NONE, false, true, List.of(), List.of());
        try (RecallPipeline pipeline = pipeline(world.snapshot(), List.of(search), new PopularChannel(),
                new Query2vChannel(new ScoreBoards()))) {
            RecallRequest searching = request().withQuery(new QueryText("red shoes"));
            RecallResult result = pipeline.recall(searching);
            assertThat(ids(result)).containsExactlyInAnyOrder("seen", "first", "boot");
            assertThat(ids(result).getFirst()).as("of both channels").isEqualTo("seen");
            assertThat(result.found("query2v", null)).isEqualTo(3);
            assertThat(result.found("popular", "query2v")).isZero();
            assertThat(pipeline.prepare(searching).trace(null, new ContentId("star")).trace().channels())
                    .filteredOn(channel -> channel.id().equals("popular")).singleElement()
                    .satisfies(channel -> assertThat(channel.outcome()).isEqualTo(ContentTrace.Outcome.FILTER))
                    .satisfies(channel -> assertThat(channel.detail())
                            .isEqualTo("rank 1 in the channel, but no channel of the query found it"));
            assertThat(pipeline.prepare(request()).trace(null, new ContentId("boot")).trace().channels().getFirst()
                    .detail())
                    .isEqualTo("the user has no searches");
            assertThat(exclusions(pipeline, searching, "star")).containsExactly("match_query null");
            assertThat(exclusions(pipeline, searching, "boot")).isEmpty();
            assertThat(exclusions(pipeline, searching.withoutSeen(), "seen")).containsExactly("seen null");
            RecallRequest few = searching.withChannels(List.of(
                    new RecallRequest.RequestedChannel("query2v", 1, 0, null),
                    new RecallRequest.RequestedChannel("popular", 1, 0, null)));
            assertThat(exclusions(pipeline, few, "boot")).containsExactly("match_query null");
            assertThat(pipeline.prepare(few).trace(null, new ContentId("boot")).trace().channels()).extracting(
                    channel -> channel.id() + " " + channel.outcome())
                    .containsExactly("query2v QUOTA", "popular FILTER");
            assertThat(ids(pipeline.recall(searching.withChannels(List.of(
                    new RecallRequest.RequestedChannel("query2v", 0, 0, null),
                    RecallRequest.RequestedChannel.of("popular")))))).as("the channel of the query cannot answer")
                    .contains("star");

            assertThat(ids(pipeline.recall(searching.withoutSeen()))).containsExactlyInAnyOrder("first", "boot");
            assertThat(ids(pipeline.recall(request()))).as("without a query").contains("star", "seen");
            assertThat(ids(pipeline.recall(searching.withChannels(
                    List.of(RecallRequest.RequestedChannel.of("popular")))))).as("no channel reads it")
                    .contains("star");
            RecallRequest all = new RecallRequest(ANN, List.of(), RequestExamples.NONE, null, null, 1, 1, List.of(),
                    new QueryText("red shoes"), FilterGroup.NONE, Set.of(), null, false, null, null, null, now());
            assertThat(pipeline.recall(all).available()).isEqualTo(4);
        }
    }

    @Test
    void aVectorOfARequestIsAQueryOfItsSpace() {
        world.vector("clip", "near", 1, 0).vector("clip", "far", 0, 1).popular("star", 9);
        RecallRequest request = new RecallRequest(null, List.of(), new RequestExamples(List.of(), List.of(),
                new RequestExamples.SpaceVector("clip", new float[] {1, 0.1f})), null, null, 10, null,
                List.of(RecallRequest.RequestedChannel.of("popular"), RecallRequest.RequestedChannel.of("v2v_clip")),
                null, FilterGroup.NONE, Set.of(), null, true, null, null, null, now());

        RecallResult result = recall(request, new PopularChannel());

        assertThat(ids(result)).contains("near").doesNotContain("star");
        assertThat(result.history()).isEqualTo(RecallResult.History.VISITOR);
    }

    @Test
    void aUserWithoutBehaviourIsNew() {
        world.content("a");
        assertThat(recall(request(), new PopularChannel()).history()).isEqualTo(RecallResult.History.NEW);
        click("a", 1);
        assertThat(recall(request(), new PopularChannel()).history()).isEqualTo(RecallResult.History.KNOWN);
        stateSource = StateRead.Source.NONE;
        assertThat(recall(request(), new PopularChannel()).history()).isNull();
    }

    @Test
    void theBlendOfARequestDecidesTheOrder() {
        world.popular("p", 4).popular("q", 3).popular("r", 2).tags("r", "gel", "nails").tags("s", "gel")
                .tags("seen", "gel", "nails");
        click("seen", 1);
        Map<String, ChannelShare> shares = new LinkedHashMap<>();
        shares.put("popular", new ChannelShare(3, 0, 1));
        shares.put("tag", new ChannelShare(2, 0, 1));
        try (RecallPipeline pipeline = pipeline(world.snapshot(), List.of(scene(shares, List.of())),
                new PopularChannel(), InterestChannel.tag(new ScoreBoards()))) {
            assertThat(ids(pipeline.recall(with(FilterGroup.NONE, Blend.QUOTA)))).containsExactly("p", "q", "r", "s");
            assertThat(ids(pipeline.recall(with(FilterGroup.NONE, Blend.SNAKE)))).containsExactly("p", "r", "s", "q");
            RecallResult fused = pipeline.recall(with(FilterGroup.NONE, Blend.RRF));
            assertThat(fused.contentId(0)).isEqualTo("r");
            assertThat(fused.score(0)).isEqualTo(1 / 63.0 + 1 / 61.0);
        }
    }

    @Test
    void aSceneWithAnUnknownChannelIsRefusedByName() {
        Map<String, ChannelShare> shares = Map.of("populer", new ChannelShare(100, 0, 1));
        assertThatThrownBy(() -> pipeline(world.content("x").snapshot(), List.of(scene(shares, List.of())),
                new PopularChannel())).isInstanceOf(RecallException.class)
                .hasMessage("scene 'feed' has the unknown channel 'populer', expected one of popular, v2v_SPACE");
    }

    @Test
    void theChannelOfASpaceThatTheGenerationLacksIsOff() {
        Map<String, ChannelShare> shares = new LinkedHashMap<>();
        shares.put("v2v_gone", new ChannelShare(100, 5, 1));
        shares.put("popular", new ChannelShare(100, 0, 1));
        for (List<String> requested : List.of(List.<String>of(), List.of("v2v_gone", "popular"))) {
            RecallResult result = recall(world.popular("x", 1).snapshot(),
                    request().withChannels(requested.stream().map(RecallRequest.RequestedChannel::of).toList()),
                    shares, new PopularChannel());
            assertThat(ids(result)).containsExactly("x");
            assertThat(result.degraded()).isFalse();
            assertThat(result.runs()).extracting(ChannelRun::status)
                    .containsExactly(ChannelRun.Status.OFF, ChannelRun.Status.OK);
            assertThat(result.runs().getFirst().reason()).isEqualTo("the generation has no embedding space 'gone'");
        }
    }

    @Test
    void aRequestedChannelHasTheShareOfTheSceneWhateverTheSize() {
        for (int content = 0; content < 5; content++) {
            world.popular("p" + content, 9 - content);
        }
        RecallRequest popular = request().withChannels(List.of(RecallRequest.RequestedChannel.of("popular")));
        assertThat(ids(recall(world.snapshot(), popular, Map.of("popular", new ChannelShare(3, 1, 0.4)),
                new PopularChannel()))).containsExactly("p0", "p1", "p2");
        assertThat(recall(world.snapshot(), popular, Map.of("v2v_*", new ChannelShare(3, 1, 0.4)),
                new PopularChannel()).runs().getFirst().share()).as("no channel of the scene")
                .isEqualTo(new ChannelShare(100, 0, 1));
    }

    @Test
    void minimumsOfASceneThatDoNotFitTakeHalfOfTheList() {
        world.popular("p1", 6).popular("p2", 5).popular("p3", 4).popular("p4", 3)
                .tags("s1", "gel").tags("s2", "gel").tags("s3", "gel").tags("s4", "gel").tags("seen", "gel");
        click("seen", 1);
        Map<String, ChannelShare> shares = new LinkedHashMap<>();
        shares.put("popular", new ChannelShare(9, 1, 1));
        shares.put("tag", new ChannelShare(9, 4, 0));
        try (RecallPipeline pipeline = pipeline(world.snapshot(), List.of(scene(shares, List.of())),
                new PopularChannel(), InterestChannel.tag(new ScoreBoards()))) {
            RecallRequest five = RecallRequest.of(ANN, 5).at(now());
            assertThat(ids(pipeline.recall(five))).startsWith("p1").filteredOn(id -> id.startsWith("s")).hasSize(4);
            RecallRequest four = RecallRequest.of(ANN, 4).at(now());
            assertThat(ids(pipeline.recall(four))).startsWith("p1", "p2", "p3").filteredOn(id -> id.startsWith("s"))
                    .hasSize(1);
            RecallRequest ownMinimums = four.withChannels(List.of(
                    new RecallRequest.RequestedChannel("popular", null, 1, null),
                    new RecallRequest.RequestedChannel("tag", null, 3, null)));
            assertThat(ids(pipeline.recall(ownMinimums))).startsWith("p1").filteredOn(id -> id.startsWith("s"))
                    .hasSize(3);
        }
    }

    @Test
    void aTraceNamesTheMinimumsThatDisplaceAContent() {
        world.popular("p", 4).popular("q", 3).popular("r", 2).tags("s", "gel").tags("seen", "gel");
        click("seen", 1);
        Map<String, ChannelShare> shares = Map.of(
                "popular", new ChannelShare(9, 0, 1), "tag", new ChannelShare(9, 1, 0));
        try (RecallPipeline pipeline = pipeline(world.snapshot(), List.of(scene(shares, List.of())),
                new PopularChannel(), InterestChannel.tag(new ScoreBoards()))) {
            RecallRequest two = RecallRequest.of(ANN, 2).at(now());
            assertThat(ids(pipeline.recall(two))).containsExactly("p", "s");
            assertThat(popularTrace(pipeline, two, "q")).isEqualTo(
                    "rank 2 in the channel, rank 2 in the blend, displaced by the minimums of other channels");
            assertThat(popularTrace(pipeline, two, "r")).isEqualTo(
                    "rank 3 in the channel, rank 3 in the blend, beyond the result size of 2");
        }
    }

    @Test
    void aTraceRanksAContentOnItsPage() {
        for (int content = 0; content < 5; content++) {
            world.popular("p" + content, 9 - content);
        }
        RecallRequest page = new RecallRequest(
                ANN, List.of(), RequestExamples.NONE, null, null, 2, 2, List.of(), null, FilterGroup.NONE, Set.of(),
                true, null, null, null, null, now());
        try (RecallPipeline pipeline = pipeline(world.snapshot(),
                List.of(scene(Map.of("popular", new ChannelShare(9, 0, 1)), List.of())), new PopularChannel())) {
            assertThat(ids(pipeline.recall(page))).containsExactly("p2", "p3");
            assertThat(pipeline.prepare(page).trace(null, new ContentId("p3")).trace().rank()).isEqualTo(2);
            assertThat(pipeline.prepare(page).trace(null, new ContentId("p0")).trace().rank()).isZero();
            assertThat(popularTrace(pipeline, page, "p0"))
                    .isEqualTo("rank 1 in the channel, rank 1 in the blend, on another page");
        }
    }

    @Test
    void aTraceNamesEveryReasonThatExcludesAContentWhicheverChannelReachesIt() {
        world.content("other").hidden("hidden").expires("expired", SmallWorld.NOW - 1)
                .published("early", SmallWorld.NOW + 1).undescribed("bare").author("blocked", "bob")
                .tags("muted", "spam").content("gone", "seen", "posted");
        ann = new UserState(
                ANN, List.of(), List.of(), List.of(), Set.of("seen"), List.of(), Set.of(), Set.of("bob"),
                Set.of("spam"), 0);
        ServingSnapshot snapshot = world.snapshot().with(List.of(
                new ContentChange(new ContentId("gone"), null, 8)));
        Scene untagged = new Scene(RecallPipeline.DEFAULT_SCENE, Blend.WEIGHTED, null,
                Map.of("i2i", new ChannelShare(9, 0, 1)), Duration.ofSeconds(2),
                new FilterGroup(List.of(), List.of(), List.of(Clause.any("tag", List.of("spam")))),
                true, false, List.of(), List.of());
        RecallRequest request = new RecallRequest(
                ANN, List.of(), RequestExamples.NONE, null, new ContentId("expired"), 10, null, List.of(), null,
                new FilterGroup(List.of(), List.of(Clause.any("tag", List.of("gel"))),
                        List.of(Clause.any("author", List.of("bob")))),
                Set.of(), true, null, null, null, null, now());
        try (RecallPipeline pipeline = pipeline(
                snapshot, List.of(untagged), new I2iChannel(new ScoreBoards()))) {
            assertThat(exclusions(pipeline, request(), "other")).isEmpty();
            for (String content : List.of("hidden", "expired", "seen")) {
                assertThat(exclusions(pipeline, request(), content)).containsExactly(content + " null");
            }
            assertThat(exclusions(pipeline, request(), "early")).containsExactly("not_published null");
            assertThat(exclusions(pipeline, request(), "bare")).containsExactly("undescribed null");
            assertThat(exclusions(pipeline, request(), "gone")).containsExactly("withdrawn null");
            assertThat(exclusions(pipeline, request(), "muted")).containsExactly("clause null", "muted_tag null");
            assertThat(exclusions(pipeline, request, "blocked")).containsExactly(
                    "clause /filter/should", "clause /filter/must_not/0", "blocked_author null");
            assertThat(exclusions(pipeline, request, "expired"))
                    .containsExactly("expired null", "excluded_id null", "clause /filter/should");
        }
    }

    private static List<String> exclusions(RecallPipeline pipeline, RecallRequest request, String content) {
        return pipeline.prepare(request).trace(null, new ContentId(content)).trace().exclusions().stream()
                .map(exclusion -> exclusion.reason().wireName() + " " + exclusion.pointer()).toList();
    }

    private static String popularTrace(RecallPipeline pipeline, RecallRequest request, String content) {
        return pipeline.prepare(request).trace(null, new ContentId(content)).trace().channels().stream()
                .filter(channel -> channel.id().equals("popular")).findFirst().orElseThrow().detail();
    }

    @Test
    void anExampleThatTheUserHasNotSeenIsExcludedByItsId() {
        world.popular("liked", 2).popular("disliked", 1);
        RecallRequest request = new RecallRequest(ANN, List.of(), new RequestExamples(
                List.of(new ContentId("liked")), List.of(new ContentId("disliked")), null), null, null, 10, null,
                List.of(), null, FilterGroup.NONE, Set.of(), true, null, null, null, null, now());
        try (RecallPipeline pipeline = pipeline(world.snapshot(),
                List.of(scene(Map.of("popular", new ChannelShare(9, 0, 1)), List.of())), new PopularChannel())) {
            for (String example : List.of("liked", "disliked")) {
                assertThat(exclusions(pipeline, request, example)).containsExactly("excluded_id null");
                assertThat(popularTrace(pipeline, request, example)).isEqualTo("the request names its id");
            }
            ChannelResult answer = pipeline.recall(request).runs().getFirst().answer();
            assertThat(List.of(answer.seen(), answer.filtered())).containsExactly(0, 2);
        }
    }

    /** The channel searches beyond the neighbour row of an open content only if a filter removes some of the row. */
    @Test
    void aContentOutsideOfTheNeighbourRowOfTheOpenContentIsNotConnected() {
        for (int i = 0; i <= 120; i++) {
            world.vector("clip", "c" + i, 100, i);
        }
        RecallRequest onPage = new RecallRequest(null, List.of(), RequestExamples.NONE, null, new ContentId("c0"), 10,
                null, List.of(), null, FilterGroup.NONE, Set.of(), true, null, null, null, null, now());
        try (RecallPipeline pipeline = pipeline(world.snapshot(),
                List.of(scene(Map.of("v2v_clip", new ChannelShare(2, 0, 1)), List.of())))) {
            assertThat(ids(pipeline.recall(onPage))).containsExactly("c1", "c2");
            for (Map.Entry<String, ContentTrace.Outcome> expected : Map.of("c3", ContentTrace.Outcome.QUOTA, "c120",
                    ContentTrace.Outcome.NOT_CONNECTED).entrySet()) {
                assertThat(pipeline.prepare(onPage).trace(null, new ContentId(expected.getKey())).trace().channels())
                        .singleElement().extracting(ContentTrace.Channel::outcome).isEqualTo(expected.getValue());
            }
        }
    }

    @Test
    void aReasonHasTheKeyOfItsNodeAndATextForPeople() {
        String makeup = new CategoryPath(CategoryPath.Domain.CONTENT, List.of("Make/up")).key();
        String size = new AttributeValue("size=EU", "40").key();
        world.category("a", "Make/up").category("in-category", "Make/up").attribute("b", "size=EU", "40")
                .attribute("of-size", "size=EU", "40");
        click("a", 1).and("b", 1);

        RecallResult result = recall(request(), InterestChannel.attribute(new ScoreBoards()));

        assertThat(result.reasons(0)).extracting(reason -> reason.key() + " is " + reason.text())
                .containsExactlyInAnyOrder(makeup + " is category:Make/up", size + " is attribute:size=EU=40");
    }

    @Test
    void aRequestedSpaceHasTheShareOfAllSpaces() {
        world.vector("clip", "a", 1, 0).vector("clip", "b", 1, 0.1f);
        click("a", 1);
        RecallResult result = recall(world.snapshot(),
                request().withChannels(List.of(RecallRequest.RequestedChannel.of("v2v_clip"))),
                Map.of("v2v_*", new ChannelShare(200, 3, 0.4)));

        assertThat(result.runs().getFirst().share()).isEqualTo(new ChannelShare(200, 3, 0.4));
    }

    @Test
    void examplesAreTheNewestEventsInTheirOrder() {
        world.content("n1", "n2", "n3", "p1", "p2");
        RecallRequest request = new RecallRequest(
                ANN, List.of(), new RequestExamples(
                        List.of(new ContentId("p1"), new ContentId("p2")),
                        List.of(new ContentId("n1"), new ContentId("n2"), new ContentId("n3")), null),
                null, null, 10, null, List.of(), null, FilterGroup.NONE, Set.of(), true, null, null, null, null, now());

        assertThat(recall(request, new PopularChannel()).query().user().contents()).extracting(Engagement::key)
                .containsExactly("n1", "n2", "n3", "p1", "p2");
    }

    @Test
    void aHiddenContentThatFreshReachesIsFiltered() {
        world.published("shown", SmallWorld.NOW - HOUR).published("hidden", SmallWorld.NOW - HOUR).hidden("hidden");
        FreshChannel fresh = new FreshChannel(
                new FreshSettings(Duration.ofDays(7), Duration.ofDays(2), 1000), new ScoreBoards());
        ExploreChannel explore = new ExploreChannel(1000, new ScoreBoards());
        Exposures exposures = new Exposures(
                world.tables(), new ExploreSettings(100, Duration.ofDays(30), 1000), null);
        Map<String, ChannelShare> shares = Map.of(
                fresh.id(), new ChannelShare(100, 0, 1), explore.id(), new ChannelShare(100, 0, 1));
        try (RecallPipeline pipeline = pipeline(
                world.snapshot(exposures), List.of(scene(shares, List.of())), fresh, explore)) {
            assertThat(pipeline.prepare(request()).trace(null, new ContentId("hidden")).trace().channels())
                    .hasSize(2).allSatisfy(channel -> assertThat(channel.outcome())
                            .isEqualTo(ContentTrace.Outcome.FILTER));
        }
    }

    @Test
    void hiddenContentsHideNoSeenOneFromAnExplanation() {
        world.published("hidden", SmallWorld.NOW - 1).hidden("hidden").published("a", SmallWorld.NOW - 3 * HOUR);
        click("a", 1);
        FreshChannel fresh = new FreshChannel(
                new FreshSettings(Duration.ofDays(7), Duration.ofDays(2), 1), new ScoreBoards());
        Map<String, ChannelShare> shares = Map.of(fresh.id(), new ChannelShare(100, 0, 1));
        try (RecallPipeline pipeline = pipeline(world.snapshot(), List.of(scene(shares, List.of())), fresh)) {
            assertThat(pipeline.prepare(request()).trace(null, new ContentId("a")).trace().channels()).singleElement()
                    .extracting(ContentTrace.Channel::outcome).isEqualTo(ContentTrace.Outcome.SEEN);
        }
    }

    @Test
    void theErrorsOfARequestDoNotDependOnTheVariantOfTheUser() {
        world.popular("x", 2).popular("y", 1);
        Scene feed = scene(Map.of("popular", new ChannelShare(200, 0, 1)),
                List.of(new Scene.Variant("small", 1, false)));
        Scene small = new Scene("small", Blend.WEIGHTED, null, Map.of("popular", new ChannelShare(50, 0, 1)),
                Duration.ofSeconds(2), FilterGroup.NONE, true, false, List.of(), List.of());
        RecallRequest request = request().withChannels(
                List.of(new RecallRequest.RequestedChannel("popular", null, 150, null)));
        try (RecallPipeline pipeline = pipeline(world.snapshot(), List.of(feed, small), new PopularChannel())) {
            assertThat(ids(pipeline.recall(request))).containsExactly("x", "y");
        }
    }

    private record Sleeper(String id, long ms) implements RecallChannel {
        @Override
        public ChannelResult recall(RecallQuery query) {
            try {
                Thread.sleep(ms);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ChannelResult.NOTHING;
        }

        @Override
        public boolean immediate() {
            return false;
        }
    }

    private record Broken() implements RecallChannel {
        @Override
        public String id() {
            return "broken";
        }

        @Override
        public ChannelResult recall(RecallQuery query) {
            throw new IllegalStateException("on purpose");
        }
    }

    private RecallPipelineTest click(String content, int hoursAgo) {
        world.content(content);
        ann = ann.with(new Engagement(
                "click-" + content, Action.CLICK, content, SmallWorld.NOW - hoursAgo * HOUR, 0, -1, null));
        return this;
    }

    private RecallPipelineTest and(String content, int hoursAgo) {
        return click(content, hoursAgo);
    }

    private static Instant now() {
        return Instant.ofEpochMilli(SmallWorld.NOW);
    }

    private static RecallRequest request() {
        return RecallRequest.of(ANN, 100).at(now());
    }

    private static RecallRequest with(FilterGroup filter, @Nullable Blend blend) {
        return new RecallRequest(ANN, List.of(), RequestExamples.NONE, null, null, 100, null, List.of(), null, filter,
                Set.of(), true, null, blend, null, null, now());
    }

    private static Content live(String id, List<String> tags) {
        return new Content(
                new ContentId(id),
                new Description(
                        "live title", null, List.of(), Map.of(), tags, null, Instant.ofEpochMilli(SmallWorld.NOW - 1),
                        null, Description.Status.ACTIVE, Description.Media.NONE, Map.of(), Map.of()));
    }

    private RecallResult recall(RecallRequest request, RecallChannel... channels) {
        return recall(world.snapshot(), request, channels);
    }

    private RecallResult recall(ServingSnapshot snapshot, RecallRequest request, RecallChannel... channels) {
        Map<String, ChannelShare> shares = new LinkedHashMap<>();
        for (RecallChannel channel : channels) {
            shares.put(channel.id(), new ChannelShare(100, 0, 1));
        }
        return recall(snapshot, request, shares, channels);
    }

    private StateRead.Source stateSource = StateRead.Source.CLUSTER;
    private boolean graphResponds = true;

    private RecallResult recall(
            ServingSnapshot snapshot, RecallRequest request, Map<String, ChannelShare> shares,
            RecallChannel... channels) {
        try (RecallPipeline pipeline = pipeline(snapshot, List.of(scene(shares, List.of())), channels)) {
            return pipeline.recall(request);
        }
    }

    private static Scene scene(Map<String, ChannelShare> shares, List<Scene.Variant> variants) {
        return new Scene(RecallPipeline.DEFAULT_SCENE, Blend.WEIGHTED, null, shares, Duration.ofSeconds(2),
                FilterGroup.NONE, true, false, List.of(), variants);
    }

    private RecallPipeline pipeline(ServingSnapshot snapshot, List<Scene> scenes, RecallChannel... channels) {
        return new RecallPipeline(
                PipelineSettings.defaults().withScenes(scenes).withSeed(42), () -> snapshot,
                (id, limit) -> new StateRead(ann, stateSource), () -> graphResponds,
                new ChannelCatalogue(
                        List.of(channels), space -> new VectorChannel(space, new ScoreBoards())),
                PipelineObserver.NONE, Instant::now);
    }

    /** Returns the scores of the first channel by content, the best first. */
    private static Map<String, Float> scores(RecallResult result) {
        Map<String, Float> scores = new LinkedHashMap<>();
        ChannelResult answer = result.runs().getFirst().answer();
        for (int rank = 0; rank < answer.size(); rank++) {
            scores.put(result.contentId(0, rank), answer.scores()[rank]);
        }
        return scores;
    }

    private static List<String> ids(RecallResult result) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < result.size(); i++) {
            ids.add(result.contentId(i));
        }
        return ids;
    }
}
