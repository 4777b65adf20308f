package io.graphrecall.retrieval.tables;

import static io.graphrecall.schema.NodeLabel.ATTRIBUTE;
import static io.graphrecall.schema.NodeLabel.CATEGORY;
import static io.graphrecall.schema.NodeLabel.CONTENT;
import static io.graphrecall.schema.NodeLabel.ITEM;
import static io.graphrecall.schema.NodeLabel.QUERY;
import static io.graphrecall.schema.NodeLabel.TAG;
import static io.graphrecall.schema.NodeLabel.USER;
import static io.graphrecall.schema.RelationshipType.CHILD_OF;
import static io.graphrecall.schema.RelationshipType.HAS_ATTRIBUTE;
import static io.graphrecall.schema.RelationshipType.HAS_TAG;
import static io.graphrecall.schema.RelationshipType.IN_CATEGORY;
import static io.graphrecall.schema.RelationshipType.MAPS_TO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.generation.SparseTable;
import io.graphrecall.generation.TextColumn;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.graph.Hop;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.metapath.term.Segmenter;
import io.graphrecall.retrieval.BinaryTable;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.NumericRanges;
import io.graphrecall.retrieval.QueryReader;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

class TableBuildTest {

    private static final Segmenter SPACES = text -> List.of(text.split(" "));
    private static final String SPORT = content("Sport");
    private static final String SNEAKERS = content("Sport", "Sneakers");
    private static final String SPORT_NAILS = content("Sport", "Nails");
    private static final String MAKEUP_NAILS = content("Makeup", "Nails");
    private static final String MAKEUP = content("Makeup");
    private static final String GOODS = item("Goods");
    private static final String SHOES = item("Goods", "Shoes");

    @Test
    void ancestorsOfATagWeighLessPerLevelAndCyclesEnd() {
        HeteroGraph graph = graph(Map.of(TAG, List.of("art", "gel", "nails"), CONTENT, List.of("c")), Map.of(
                new Hop(TAG, CHILD_OF, TAG), BinaryTable.of(3, new int[][] {{1}, {2}, {0}}),
                new Hop(CONTENT, HAS_TAG, TAG), BinaryTable.of(3, new int[][] {{1}})));

        FeatureTables tags = tables(graph).features(FeatureSpace.TAG);

        assertThat(features(tags, tags.contents(), 0)).containsEntry("gel", 1f).containsEntry("nails", 0.5f)
                .containsEntry("art", 0.25f).hasSize(3);
    }

    @Test
    void categoriesHaveAllLevelsAndItemLevelsAreMappedInBothDirections() {
        List<String> categories = List.of(SNEAKERS, GOODS, SHOES);
        for (boolean fromContent : new boolean[] {true, false}) {
            int[][] mapping = fromContent ? new int[][] {{}, {}, {0}} : new int[][] {{2}, {}, {}};
            HeteroGraph graph = graph(Map.of(CATEGORY, categories, CONTENT, List.of("c"), ITEM, List.of("i")), Map.of(
                    new Hop(CATEGORY, MAPS_TO, CATEGORY), BinaryTable.of(3, mapping),
                    new Hop(CONTENT, IN_CATEGORY, CATEGORY), BinaryTable.of(3, new int[][] {{0}}),
                    new Hop(ITEM, IN_CATEGORY, CATEGORY), BinaryTable.of(3, new int[][] {{2}})));

            FeatureTables features = tables(graph).features(FeatureSpace.CATEGORY);

            assertThat(features(features, features.contents(), 0)).containsOnlyKeys(SPORT, SNEAKERS);
            assertThat(features(features, features.items(), 0)).containsOnlyKeys(SPORT, SNEAKERS, GOODS);
        }
    }

    @Test
    void rareFeaturesHaveALargerIdf() {
        HeteroGraph graph = graph(
                Map.of(TAG, List.of("common", "rare", "unused"), CONTENT, List.of("a", "b")),
                Map.of(new Hop(CONTENT, HAS_TAG, TAG), BinaryTable.of(3, new int[][] {{0, 1}, {0}})));

        float[] idf = tables(graph).features(FeatureSpace.TAG).idf();

        assertThat(idf).containsExactly(new float[] {(float) Math.log(2), (float) Math.log(3), (float) Math.log(3)},
                within(1e-6f));
    }

    @Test
    void sharedNamesAndAncestorsHaveSmallerWeights() {
        HeteroGraph graph = graph(
                Map.of(CATEGORY, List.of(MAKEUP_NAILS, SPORT_NAILS, item("Goods", "Nails")), CONTENT, List.of("a", "b"),
                        ATTRIBUTE, List.of("brand\u001fOPI"), QUERY, List.of("nails", "opi")),
                Map.of(new Hop(CONTENT, IN_CATEGORY, CATEGORY), BinaryTable.of(3, new int[][] {{0}, {1}})));
        GraphTables tables = tables(graph);
        FeatureTables categories = tables.features(FeatureSpace.CATEGORY);

        assertThat(features(categories, categories.queries(), 0)).containsEntry(MAKEUP_NAILS, 0.5f)
                .containsEntry(SPORT_NAILS, 0.5f).containsEntry(MAKEUP, 0.25f).containsEntry(SPORT, 0.25f);
        assertThat(tables.features(FeatureSpace.ATTRIBUTE).queries().inMemory().columnArray()).containsExactly(0);
    }

    @Test
    void aQueryHasItsGivenTagsAndThoseThatItsTextNames() {
        HeteroGraph graph = graph(
                Map.of(TAG, List.of("gel", "nails", "shoes"), QUERY, List.of("gel nails")),
                Map.of(new Hop(QUERY, HAS_TAG, TAG), BinaryTable.of(3, new int[][] {{2}})));

        FeatureTables tags = tables(graph).features(FeatureSpace.TAG);

        assertThat(features(tags, tags.queries(), 0)).containsOnlyKeys("gel", "nails", "shoes");
    }

    @Test
    void queriesOfOneFormShareTheirClickThrough() {
        Behaviour behaviour = new Behaviour.Builder().user("u").event(Action.CLICK, 0, 1, -1, 0, -1)
                .event(Action.CLICK, 1, 2, -1, 2, -1).event(Action.CLICK, 2, 3, -1, 1, -1).build();
        GraphTables tables = tables(graph(
                Map.of(CONTENT, List.of("a", "b", "c"), QUERY,
                        List.of("gel-nails", "hat", "gel nails?", "c++ book", "c")),
                Map.of(),
                behaviour));

        CsrTable ledTo = tables.ledTo().inMemory();
        assertThat(ledTo.row(0).columns()).containsExactlyInAnyOrder(0, 1);
        assertThat(ledTo.row(0).weights()[0]).as("two clicks of one user").isEqualTo(2f / 3);
        assertThat(ledTo.row(1).columns()).containsExactly(2);
        assertThat(ledTo.row(2).columns()).as("stored once").isEmpty();
        QueryReader reader = QueryReader.of(tables, SPACES);
        assertThat(reader.similarQuery("gel nail")).isZero();
        assertThat(reader.similarQuery("hats")).isEqualTo(1);
        assertThat(reader.similarQuery("gel")).isEqualTo(-1);
        assertThat(reader.similarQuery("gel+nails")).isZero();
        assertThat(reader.similarQuery("c++ books!")).isEqualTo(3);
        assertThat(List.of("c#", "c+", "c# book", "c book", "hat+")).allSatisfy(
                text -> assertThat(reader.similarQuery(text)).isEqualTo(-1));
    }

    @Test
    void theServiceReadsAQueryLikeTheBuild() {
        HeteroGraph graph = graph(
                Map.of(TAG, List.of("art", "gel", "gel polish", "nails"),
                        QUERY, List.of("red gel", "red gel nails", "red gel polish")),
                Map.of(new Hop(TAG, CHILD_OF, TAG), BinaryTable.of(4, new int[][] {{}, {3}, {}, {0}})));
        GraphTables tables = tables(graph);
        FeatureTables tags = tables.features(FeatureSpace.TAG);

        assertThat(features(tags, tags.queries(), 0)).isEqualTo(Map.of("gel", 0.5f, "nails", 0.25f, "art", 0.125f));
        List<String> sameTexts = List.of("Red GEL ", "Red GEL  nails", "Red GEL polish");
        for (int query = 0; query < sameTexts.size(); query++) {
            SparseVector read = QueryReader.of(tables, SPACES).read(sameTexts.get(query)).vector(FeatureSpace.TAG);
            Map<String, Float> expected = features(tags, tags.queries(), query);
            assertThat(read.size()).isEqualTo(expected.size());
            expected.forEach((tag, weight) -> assertThat(read.weight(tags.index().ordinal(tag))).isEqualTo(weight));
        }
        assertThat(TableBuild.queryReader(graph, SPACES).read("red gel").vector(FeatureSpace.TAG).ordinals())
                .as("tags that the build writes to the graph").containsExactly(1);
    }

    @Test
    void severalValuesOfAPropertyAndTheirRangesHaveTheWeightsOfTheBuild() {
        List<String> sizes = IntStream.range(30, 50).mapToObj(size -> "size\u001f" + size).toList();
        int[][] contents = IntStream.range(0, 21)
                .mapToObj(i -> i < 20 ? new int[] {i} : new int[] {8, 9, 10}).toArray(int[][]::new);
        FeatureTables attributes = tables(graph(
                Map.of(CONTENT, IntStream.range(0, 21).mapToObj("c%02d"::formatted).toList(), ATTRIBUTE, sizes),
                Map.of(new Hop(CONTENT, HAS_ATTRIBUTE, ATTRIBUTE), BinaryTable.of(20, contents))))
                .features(FeatureSpace.ATTRIBUTE);
        Map<String, Float> row = features(attributes, attributes.contents(), 20);
        NumericRanges ranges = new NumericRanges(attributes.index());
        SparseSum read = new SparseSum();
        contents[20] = new int[] {10, 8, 9};
        IntStream.of(contents[20]).forEach(
                value -> ranges.addFeatures(AttributeValue.ofKey(attributes.index().key(value)), read));

        assertThat(row).hasSizeGreaterThan(4).hasSizeLessThan(9);
        assertThat(read.size()).isEqualTo(row.size());
        row.forEach((key, weight) -> assertThat(
                read.top(read.size()).weight(attributes.index().ordinal(key))).isEqualTo(weight));
    }

    @Test
    void similarContentsShareTheAttributeThatPredictsBehaviour() {
        int contents = 400;
        Random random = new Random(7);
        int[][] attributes = new int[contents][];
        Arrays.setAll(attributes, i -> new int[] {i % 10, 10 + random.nextInt(10)});
        Behaviour.Builder behaviour = new Behaviour.Builder();
        for (int user = 0; user < 200; user++) {
            behaviour.user("u" + user);
            for (int i = 0; i < 8; i++) {
                behaviour.event(Action.CLICK, 10 * random.nextInt(contents / 10) + user % 10, i, -1, -1, -1);
            }
        }

        GraphTables informed = tables(described(attributes, behaviour.build()));
        assertThat(sharing(informed, attributes, 0)).isGreaterThan(0.99);
        FeatureTables features = informed.features(FeatureSpace.ATTRIBUTE);
        for (int value = 0; value < 10; value++) {
            assertThat(features.relevance()[value]).as("colour").isGreaterThan(3 * features.relevance()[10 + value]);
        }

        GraphTables uninformed = tables(described(attributes, new Behaviour.Builder().build()));
        assertThat(uninformed.features(FeatureSpace.ATTRIBUTE).relevance()).containsOnly(1);
        assertThat(sharing(uninformed, attributes, 0)).isCloseTo(sharing(uninformed, attributes, 1), within(0.15));
    }

    /** Returns a graph of contents with a colour and a shape. */
    private static HeteroGraph described(int[][] attributes, Behaviour behaviour) {
        List<String> names = IntStream.range(0, 20)
                .mapToObj(i -> (i < 10 ? "colour\u001fc" : "shape\u001fs") + i % 10).toList();
        return graph(Map.of(CONTENT, IntStream.range(0, attributes.length).mapToObj(i -> "c" + i).toList(),
                ATTRIBUTE, names),
                Map.of(new Hop(CONTENT, HAS_ATTRIBUTE, ATTRIBUTE), BinaryTable.of(20, attributes)), behaviour);
    }

    /** Returns the share of the nearest ten of each content that have its attribute at a position. */
    private static double sharing(GraphTables tables, int[][] attributes, int position) {
        CsrTable similar = tables.similar().inMemory();
        return IntStream.range(0, attributes.length).mapToDouble(content -> IntStream
                .range(similar.start(content), Math.min(similar.end(content), similar.start(content) + 10))
                .mapToDouble(entry -> attributes[similar.column(entry)][position] == attributes[content][position]
                        ? 1
                        : 0)
                .average().orElseThrow()).average().orElseThrow();
    }

    @Test
    void nearYearsAreMoreSimilarThanDistantOnes() {
        List<String> years = IntStream.range(1960, 2000).mapToObj(year -> "year\u001f" + year).toList();
        GraphTables tables = tables(graph(
                Map.of(CONTENT, IntStream.range(1960, 2000).mapToObj(year -> "film of " + year).toList(),
                        ATTRIBUTE, years),
                Map.of(new Hop(CONTENT, HAS_ATTRIBUTE, ATTRIBUTE),
                        BinaryTable.of(40,
                                IntStream.range(0, 40).mapToObj(i -> new int[] {i}).toArray(int[][]::new)))));
        FeatureTables attributes = tables.features(FeatureSpace.ATTRIBUTE);

        assertThat(attributes.index().keys()).startsWith("year\u001f1960")
                .contains("year\u001f..1964", "year\u001f..1968", "year\u001f1964..1972").endsWith("year\u001f1996..");
        assertThat(features(attributes, attributes.contents(), 17)).containsOnlyKeys("year\u001f1977",
                "year\u001f1972..1980", "year\u001f1976..1984");
        assertThat(features(attributes, attributes.contents(), 0)).hasSize(3);
        CsrTable similar = tables.similar().inMemory();
        List<Integer> nearest = IntStream.range(similar.start(17), similar.end(17)).mapToObj(similar::column).toList();
        assertThat(nearest.subList(0, 3)).containsExactlyInAnyOrder(16, 18, 19);
        assertThat(nearest).containsExactlyInAnyOrder(12, 13, 14, 15, 16, 18, 19, 20, 21, 22, 23);
        NumericRanges ranges = new NumericRanges(attributes.index());
        SparseSum newer = new SparseSum();
        ranges.addFeatures(new AttributeValue("year", "2026"), newer);
        assertThat(IntStream.range(0, newer.size()).mapToObj(i -> attributes.index().key(newer.ordinal(i))))
                .as("a year after the build").containsExactlyInAnyOrder("year\u001f1992..", "year\u001f1996..");
    }

    @Test
    void tablesAreReproducible() {
        HeteroGraph graph = random(2000, 300);

        GraphTables one = tables(graph);
        GraphTables other = tables(graph);

        assertThat(one.i2i()).isEqualTo(other.i2i());
        assertThat(one.similar()).isEqualTo(other.similar());
        assertThat(one.i2i().size()).isPositive();
        assertThat(one.similar().size()).isPositive();
    }

    private static HeteroGraph random(int contents, int users) {
        Random random = new Random(4);
        List<String> keys = IntStream.range(0, contents).mapToObj(i -> "c%05d".formatted(i)).toList();
        int[][] categories = new int[contents][];
        Arrays.setAll(categories, i -> new int[] {random.nextInt(2)});
        Behaviour.Builder behaviour = new Behaviour.Builder();
        for (int user = 0; user < users; user++) {
            behaviour.user("u" + user);
            for (int i = 0; i < 20; i++) {
                behaviour.event(Action.CLICK, random.nextInt(contents), i, -1, -1, -1);
            }
        }
        return graph(Map.of(CONTENT, keys, CATEGORY, List.of(MAKEUP_NAILS, SNEAKERS)),
                Map.of(new Hop(CONTENT, IN_CATEGORY, CATEGORY), BinaryTable.of(2, categories)), behaviour.build());
    }

    private static GraphTables tables(HeteroGraph graph) {
        return new TableBuild(TableParameters.DEFAULT, SPACES).compute(graph, 1, Progress.NONE);
    }

    private static HeteroGraph graph(Map<NodeLabel, List<String>> keys, Map<Hop, CsrTable> adjacency) {
        return graph(keys, adjacency, new Behaviour.Builder().build());
    }

    private static HeteroGraph graph(
            Map<NodeLabel, List<String>> keys, Map<Hop, CsrTable> adjacency, Behaviour behaviour) {
        Map<NodeLabel, NodeIndex> nodes = new HashMap<>();
        for (NodeLabel label : List.of(CONTENT, ITEM, QUERY, TAG, CATEGORY, ATTRIBUTE)) {
            nodes.put(label, NodeIndex.of(keys.getOrDefault(label, List.of())));
        }
        nodes.put(USER, behaviour.users());
        int contents = keys.getOrDefault(CONTENT, List.of()).size();
        int items = keys.getOrDefault(ITEM, List.of()).size();
        return new HeteroGraph(new HeteroGraph.State(0, "", DataSet.UNNAMED, 0), nodes, adjacency,
                new HeteroGraph.ContentFacts(new long[contents], new long[contents], new byte[contents],
                        NodeIndex.EMPTY, new int[contents], TextColumn.empty(contents), new int[contents]),
                new HeteroGraph.Texts(NodeIndex.EMPTY, CsrTable.empty(contents, 0), CsrTable.empty(items, 0)),
                Map.of(), behaviour);
    }

    private static Map<String, Float> features(FeatureTables tables, SparseTable table, int row) {
        Map<String, Float> features = new TreeMap<>();
        for (int entry = table.start(row); entry < table.end(row); entry++) {
            features.put(tables.index().key(table.column(entry)), table.weight(entry));
        }
        return features;
    }

    private static String content(String... path) {
        return new CategoryPath(CategoryPath.Domain.CONTENT, List.of(path)).key();
    }

    private static String item(String... path) {
        return new CategoryPath(CategoryPath.Domain.ITEM, List.of(path)).key();
    }
}
