package io.graphrecall.pipeline.channel.interest;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.generation.TextColumn;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.graph.Hop;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.metapath.term.TermVectors;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.overlay.ContentChange;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.testing.Queries;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.tables.TableBuild;
import io.graphrecall.retrieval.tables.TableParameters;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.CategoryPath.Domain;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RelationshipType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Judged searches of a small catalogue, with the tables of a build. */
class Query2vChannelTest {

    private static final Segmenter WORDS = text -> List.of(text.toLowerCase(Locale.ROOT).split(" "));

    private static final TreeMap<String, String> TITLES = new TreeMap<>(Map.ofEntries(
            Map.entry("argan", "Argan routine"),
            Map.entry("cat", "Cat compilation"),
            Map.entry("clay", "Clay routine"),
            Map.entry("curls-bounced", "Shampoo guide"),
            Map.entry("curls-liked", "Diffuser guide"),
            Map.entry("decoration", "Decoration ideas"),
            Map.entry("face-mask", "Face mask"),
            Map.entry("gel-at-home", "Remove gel polish at home in 5 minutes"),
            Map.entry("gel-polish", "Gel polish colours"),
            Map.entry("hair-oil", "Hair oil"),
            Map.entry("lipstick", "Lipstick"),
            Map.entry("lipstick-nude", "Nude lipstick"),
            Map.entry("lipstick-red", "How to wear a red lipstick with olive skin and freckles"),
            Map.entry("nails-known", "Square tips"),
            Map.entry("nails-unknown", "Almond tips"),
            Map.entry("retinol", "Retinol serum"),
            Map.entry("retinol-long", "Retinol serum for beginners with dry skin"),
            Map.entry("runner", "Running test"),
            Map.entry("serum", "Serum"),
            Map.entry("sunscreen", "Sunscreen"),
            Map.entry("swim", "Swimming test"),
            Map.entry("workout", "Workout plan")));

    private static final Map<String, List<String>> TAGS = Map.of(
            "decoration", List.of("home"), "gel-at-home", List.of("gel polish"), "nails-known", List.of("nails"),
            "nails-unknown", List.of("nails"), "workout", List.of("home"));

    private static final String SPORT = new CategoryPath(Domain.CONTENT, List.of("Sport")).key();
    private static final String SNEAKERS = new CategoryPath(Domain.CONTENT, List.of("Sport", "Sneakers")).key();
    /** A category of items that no content has. */
    private static final String GOODS = new CategoryPath(Domain.ITEM, List.of("Goods", "Sneakers")).key();

    private static final NodeIndex CONTENTS = NodeIndex.of(List.copyOf(TITLES.keySet()));
    private static final NodeIndex QUERIES = NodeIndex.of(
            List.of("curls", "face mask", "hair oil", "retinol serum", "sunscreen"));

    private final ServingSnapshot snapshot = snapshot();

    @ParameterizedTest
    @CsvSource({
        "red lipstick, lipstick-red, lipstick",
        "red lipstick, lipstick-red, lipstick-nude",
        "nude lipstick, lipstick-nude, lipstick",
        "lipstick, lipstick, lipstick-red",
        "wear lipstick with freckles, lipstick-red, lipstick",
        "red lipstick 2026, lipstick-red, lipstick",
        "retinol serum, retinol, retinol-long",
        "retinol serum, retinol-long, serum",
        "retinol serum, retinol-long, cat",
        "serum for skin, retinol-long, serum",
        "how to remove gel polish at home, gel-at-home, decoration",
        "how to remove gel polish at home, gel-at-home, workout",
        "remove polish, gel-at-home, gel-polish",
        "home, decoration, gel-at-home",
        "square tips, nails-known, nails-unknown",
        "almond tips, nails-unknown, nails-known",
        "nails, nails-known, nails-unknown",
        "sneakers, runner, swim",
        "swimming test, swim, runner",
        "hair oil, argan, hair-oil",
        "hair oil, hair-oil, swim",
        "hair oil routine, hair-oil, argan",
        "face mask, face-mask, clay",
        "curls, curls-liked, curls-bounced"})
    void theBetterMatchComesFirst(String query, String better, String worse) {
        Map<String, Float> scores = search(query);

        assertThat(scores.getOrDefault(better, 0f)).as("%s", scores).isGreaterThan(scores.getOrDefault(worse, 0f));
    }

    @Test
    void aClickOfAnotherRequestOrBeforeADislikeIsNoEvidence() {
        assertThat(search("sunscreen")).containsOnlyKeys("sunscreen");
        assertThat(search("face mask")).containsOnlyKeys("face-mask");
    }

    @Test
    void aCategoryThatNoContentHasTakesNoShareOfItsName() {
        assertThat(search("sneakers").get("runner")).isGreaterThanOrEqualTo(0.3f);
    }

    @Test
    void aPostedContentWithoutTagsHasThoseThatItsTextNames() {
        ServingSnapshot posted = snapshot.with(List.of(
                posted("untagged", "Nails of the week"), posted("tagged", "Nails of the month", "home")));

        assertThat(tags(snapshot, "nails-known").ordinals()).hasSize(1);
        assertThat(tags(posted, "untagged")).usingRecursiveComparison().isEqualTo(tags(snapshot, "nails-known"));
        assertThat(tags(posted, "tagged")).usingRecursiveComparison().isEqualTo(tags(snapshot, "workout"));
    }

    private static SparseVector tags(ServingSnapshot snapshot, String content) {
        SparseSum tags = new SparseSum(4);
        snapshot.contentFeatures(snapshot.contentOrdinal(content)).addTo(FeatureSpace.TAG, 1, tags);
        return tags.top(4);
    }

    private static ContentChange posted(String id, String title, String... tags) {
        return new ContentChange(new ContentId(id), new Content(new ContentId(id), new Description(
                title, null, List.of(), Map.of(), List.of(tags), null, null, null, Description.Status.ACTIVE,
                Description.Media.NONE, Map.of(), Map.of())), 1);
    }

    @Test
    void saysThatNoWordOfTheSearchesIsKnown() {
        Query2vChannel channel = new Query2vChannel(new ScoreBoards());
        assertThat(channel.missingInput(Queries.searching(snapshot, "qwrtz", "zxcv")))
                .isEqualTo("no word of the searches is known");
        assertThat(channel.missingInput(Queries.searching(snapshot, "qwrtz", "red"))).isNull();
        assertThat(channel.missingInput(Queries.searching(snapshot, "curls"))).as("only clicked after").isNull();
        assertThat(channel.missingInput(Queries.searching(snapshot))).isEqualTo("the user has no searches");
    }

    private Map<String, Float> search(String query) {
        ChannelResult result = new Query2vChannel(new ScoreBoards()).recall(Queries.searching(snapshot, query));
        Map<String, Float> scores = new LinkedHashMap<>();
        for (int rank = 0; rank < result.size(); rank++) {
            scores.put(snapshot.contentId(result.contents()[rank]), result.scores()[rank]);
        }
        return scores;
    }

    private static ServingSnapshot snapshot() {
        HeteroGraph graph = graph(behaviour());
        return new SmallWorld().snapshot(new TableBuild(TableParameters.DEFAULT, WORDS)
                .compute(graph, 1, Progress.NONE));
    }

    /** Clicks of other users after their searches. */
    private static Behaviour behaviour() {
        Behaviour.Builder behaviour = new Behaviour.Builder();
        searcher(behaviour, 0, "retinol serum", -1).event(Action.CLICK, CONTENTS.ordinal("cat"), 1, -1, -1, -1);
        for (int user = 1; user <= 10; user++) {
            searcher(behaviour, user, "hair oil", 1).event(Action.CLICK, CONTENTS.ordinal("argan"), 1, -1, -1, 1);
        }
        searcher(behaviour, 11, "hair oil", 1).event(Action.CLICK, CONTENTS.ordinal("swim"), 1, -1, -1, 1);
        searcher(behaviour, 12, "sunscreen", 1).event(Action.CLICK, CONTENTS.ordinal("cat"), 1, -1, -1, 2);
        searcher(behaviour, 13, "face mask", 1).event(Action.LIKE, CONTENTS.ordinal("clay"), 1, -1, -1, 1)
                .event(Action.DISLIKE, CONTENTS.ordinal("clay"), 2, -1, -1, -1);
        searcher(behaviour, 14, "curls", 1).event(Action.CLICK, CONTENTS.ordinal("curls-liked"), 1, -1, -1, 1)
                .event(Action.CLICK, CONTENTS.ordinal("curls-bounced"), 2, 500, -1, 1)
                .event(Action.PLAY, CONTENTS.ordinal("curls-bounced"), 3, 500, -1, 1);
        for (int user = 0; user < 5; user++) {
            behaviour.user("reader" + user).event(Action.CLICK, CONTENTS.ordinal("nails-known"), 1, -1, -1, -1);
        }
        return behaviour.build();
    }

    private static Behaviour.Builder searcher(Behaviour.Builder behaviour, int user, String query, int request) {
        return behaviour.user("searcher" + user).event(Action.SEARCH, QUERIES.ordinal(query), 0, -1, -1, request);
    }

    private static HeteroGraph graph(Behaviour behaviour) {
        int size = CONTENTS.size();
        NodeIndex tags = NodeIndex.of(TAGS.values().stream().flatMap(List::stream).distinct().sorted().toList());
        NodeIndex categories = NodeIndex.of(List.of(SPORT, SNEAKERS, GOODS).stream().sorted().toList());
        Map<String, List<String>> categoryOf = Map.of("runner", List.of(SNEAKERS), "swim", List.of(SPORT));
        NodeIndex terms = NodeIndex.of(
                TITLES.values().stream().map(WORDS::of).flatMap(List::stream).distinct().sorted().toList());
        TextColumn.Builder titles = new TextColumn.Builder();
        TITLES.values().forEach(titles::add);
        long[] expires = new long[size];
        Arrays.fill(expires, Long.MAX_VALUE);
        int[] authors = new int[size];
        Arrays.fill(authors, -1);
        return new HeteroGraph(
                new HeteroGraph.State(0, "", DataSet.UNNAMED, SmallWorld.NOW),
                Map.of(NodeLabel.CONTENT, CONTENTS, NodeLabel.ITEM, NodeIndex.of(List.of("shoe")), NodeLabel.QUERY,
                        QUERIES, NodeLabel.TAG, tags, NodeLabel.CATEGORY, categories, NodeLabel.ATTRIBUTE,
                        NodeIndex.EMPTY, NodeLabel.USER, behaviour.users()),
                Map.of(new Hop(NodeLabel.CONTENT, RelationshipType.HAS_TAG, NodeLabel.TAG),
                        table(tags, content -> TAGS.getOrDefault(content, List.of())),
                        new Hop(NodeLabel.CONTENT, RelationshipType.IN_CATEGORY, NodeLabel.CATEGORY),
                        table(categories, content -> categoryOf.getOrDefault(content, List.of())),
                        new Hop(NodeLabel.ITEM, RelationshipType.IN_CATEGORY, NodeLabel.CATEGORY),
                        CsrTable.builder(categories.size()).add(categories.ordinal(GOODS), 1).endRow().build()),
                new HeteroGraph.ContentFacts(new long[size], expires, new byte[size], NodeIndex.EMPTY, authors,
                        titles.build(), new int[size]),
                new HeteroGraph.Texts(terms,
                        table(terms,
                                content -> TermVectors.occurrences(WORDS, TITLES.getOrDefault(content, ""), "")),
                        CsrTable.empty(1, terms.size())),
                Map.of(), behaviour);
    }

    /** Returns the number of times that each content has each key. */
    private static CsrTable table(NodeIndex index, Function<String, List<String>> keys) {
        CsrTable.Builder table = CsrTable.builder(index.size());
        for (String content : CONTENTS.keys()) {
            TreeMap<Integer, Integer> counts = new TreeMap<>();
            keys.apply(content).forEach(key -> counts.merge(index.ordinal(key), 1, Integer::sum));
            counts.forEach(table::add);
            table.endRow();
        }
        return table.build();
    }
}
