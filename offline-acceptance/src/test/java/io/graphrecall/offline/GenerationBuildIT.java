package io.graphrecall.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.cypher.testing.GraphTestBase;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.GateCheck;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.gnn.training.GenerationPart;
import io.graphrecall.gnn.training.TrainingContext;
import io.graphrecall.gnn.training.TrainingInput;
import io.graphrecall.gnn.training.TrainingResult;
import io.graphrecall.gnn.training.TrainingStep;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.NodeFeatures;
import io.graphrecall.retrieval.profile.EngagedNode;
import io.graphrecall.retrieval.profile.InterestProfiler;
import io.graphrecall.retrieval.profile.Interests;
import io.graphrecall.retrieval.profile.ProfileParameters;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

class GenerationBuildIT extends GraphTestBase {

    private static final String FIXTURE = """
            CREATE (:Sequence {name: 'seq', value: 7}),
                   (sport:Category {key: 'content\u001fSport', name: 'Sport', path: ['Sport'], domain: 'content'}),
                   (shoes:Category {key: 'content\u001fSport\u001fSneakers', name: 'Sneakers',
                                    path: ['Sport', 'Sneakers'], domain: 'content'}),
                   (shoes)-[:CHILD_OF]->(sport),
                   (goods:Category {key: 'item\u001fRunning shoes', name: 'Running shoes', path: ['Running shoes'],
                                    domain: 'item'}),
                   (goods)-[:MAPS_TO]->(shoes),
                   (other:Category {key: 'item\u001fTents', name: 'Tents', path: ['Tents'], domain: 'item'}),
                   (nail:Tag {name: '美甲', synonyms: ['manicure']}), (run:Tag {name: 'running'}),
                   (nike:Attribute {key: 'brand\u001fNike', property: 'brand', value: 'Nike'}),
                   (sneaker:Content {content_id: 'sneaker', title: 'Marathon in new shoes'}),
                   (sneaker)-[:IN_CATEGORY]->(shoes),
                   (tagged:Content {content_id: 'tagged', title: 'Morning'}),
                   (tagged)-[:HAS_TAG {weight: 1.0, source: 'given'}]->(run),
                   (branded:Content {content_id: 'branded', title: 'Evening'}),
                   (branded)-[:HAS_ATTRIBUTE]->(nike),
                   (nails:Content {content_id: 'nails', title: '法式美甲教程'}),
                   (nails)-[:HAS_TAG {weight: 1.0, source: 'given'}]->(nail),
                   (plain:Content {content_id: 'plain', title: 'Night market'}),
                   (item:Item {item_id: 'item', title: 'Shoe'}), (item)-[:IN_CATEGORY]->(goods),
                   (item)-[:HAS_TAG {weight: 1.0, source: 'given'}]->(run), (item)-[:HAS_ATTRIBUTE]->(nike),
                   (tent:Item {item_id: 'tent'}), (tent)-[:IN_CATEGORY]->(other),
                   (query:Query {text: 'manicure at the night market'}), (shoeQuery:Query {text: 'nike sneakers'}),
                   (shopper:User {user_id: 'shopper'}), (searcher:User {user_id: 'searcher'}),
                   (reader:User {user_id: 'reader'}), (second:User {user_id: 'second'}),
                   (shopper)-[:PURCHASED {event_id: '1', at: 1000, ord: 1}]->(item),
                   (searcher)-[:SEARCHED {event_id: '2', at: 2000, ord: 2}]->(query),
                   (reader)-[:SEARCHED {event_id: '3', at: 3000, ord: 3}]->(shoeQuery),
                   (reader)-[:CLICKED {event_id: '4', at: 4000, ord: 4, query: 'nike sneakers'}]->(sneaker),
                   (reader)-[:VIEWED {event_id: '5', at: 5000, ord: 5}]->(item),
                   (reader)-[:CLICKED {event_id: '6', at: 6000, ord: 6}]->(nails),
                   (second)-[:CLICKED {event_id: '7', at: 7000, ord: 7}]->(sneaker),
                   (second)-[:CLICKED {event_id: '8', at: 8000, ord: 8}]->(plain)""";
    private static final String LED_TO = """
            MATCH (q:Query)-[l:LED_TO]->(t)
            RETURN q.text + ' -> ' + coalesce(t.content_id, t.item_id) + ' ' + l.count + ' ' + l.last_at AS line
            ORDER BY line""";
    private static final String CLUSTERS = """
            MATCH (c:Content)-[i:IN_CLUSTER]->(k:Cluster)
            RETURN c.content_id + ' in ' + k.key + ' of ' + i.space AS line ORDER BY line""";
    private static final String QUERY_TAGS = """
            MATCH (q:Query)-[h:HAS_TAG {source: 'text'}]->(t:Tag)
            RETURN q.text + ' -> ' + t.name + ' ' + h.weight AS line ORDER BY line""";

    /** Without text encoder and training. */
    private static final BuildOptions OPTIONS = BuildOptions.DEFAULT.withEncoder(null)
            .withTraining(TrainingOptions.NONE);

    @TempDir
    private Path folder;

    GenerationBuildIT(GraphAddress address) {
        super(address, FIXTURE);
    }

    @Test
    void buildsAndActivatesAGeneration() {
        GenerationManifest manifest = build(OPTIONS.withSeed(5));

        assertThat(store().current()).contains(manifest.id());
        assertThat(manifest.asOf()).isEqualTo(Instant.ofEpochMilli(8000));
        assertThat(manifest.seq()).isEqualTo(7);
        assertThat(manifest.seed()).isEqualTo(5);
        assertThat(manifest.dataSet()).isEqualTo(DataSet.UNNAMED);
        assertThat(manifest.metrics()).containsEntry("contents", 5.0).containsEntry("positives", 4.0)
                .containsEntry("i2i.coverage", 0.6).containsKey("similar.entries");
        assertThat(manifest.settings()).containsKeys("neighbours", "popularityHalfLife");
    }

    @Test
    void matchesContentsToAUserWithPurchasesOnly() {
        GraphTables tables = tables(build(OPTIONS));
        Interests interests = interests(
                tables, Action.PURCHASE, tables.itemFeatures(tables.items().ordinal("item")));

        assertThat(matches(tables, interests, FeatureSpace.CATEGORY)).contains("sneaker");
        assertThat(matches(tables, interests, FeatureSpace.TAG)).contains("tagged");
        assertThat(matches(tables, interests, FeatureSpace.ATTRIBUTE)).contains("branded");
    }

    @Test
    void matchesContentsToAUserWithSearchesOnly() {
        GraphTables tables = tables(build(OPTIONS));
        Interests manicure = interests(tables, Action.SEARCH,
                tables.queryFeatures(tables.queries().ordinal("manicure at the night market")));
        Interests sneakers = interests(tables, Action.SEARCH,
                tables.queryFeatures(tables.queries().ordinal("nike sneakers")));

        assertThat(matches(tables, manicure, FeatureSpace.TAG)).containsExactly("nails");
        assertThat(matches(tables, manicure, FeatureSpace.TERM)).contains("plain");
        assertThat(matches(tables, sneakers, FeatureSpace.CATEGORY)).containsExactly("sneaker");
        assertThat(matches(tables, sneakers, FeatureSpace.ATTRIBUTE)).containsExactly("branded");
    }

    @Test
    void keepsAnUnmappedItemCategoryAsASeparateFeature() {
        GraphTables tables = tables(build(OPTIONS));
        Interests interests = interests(
                tables, Action.PURCHASE, tables.itemFeatures(tables.items().ordinal("tent")));

        assertThat(interests.combined(FeatureSpace.CATEGORY).size()).isEqualTo(1);
        assertThat(matches(tables, interests, FeatureSpace.CATEGORY)).isEmpty();
    }

    @Test
    void derivesQueryClickThrough() {
        GraphTables tables = tables(build(OPTIONS));
        CsrTable ledTo = tables.ledTo().inMemory();
        int query = tables.queries().ordinal("nike sneakers");

        assertThat(tables.contents().key(ledTo.column(ledTo.start(query)))).isEqualTo("sneaker");
        assertThat(row(tables, ledTo, query)).as("by way of the item viewed").contains("tagged", "branded");
        assertThat(graph.lines(LED_TO)).containsExactly("nike sneakers -> item 1 5000", "nike sneakers -> nails 1 6000",
                "nike sneakers -> sneaker 1 4000");
        assertThat(graph.lines(QUERY_TAGS)).containsExactly("manicure at the night market -> 美甲 0.3333333432674408");
    }

    @Test
    void replacesEarlierDerivedRelationships() {
        build(OPTIONS);
        graph.run("MATCH (:User)-[e:CLICKED {event_id: '4'}]->() DELETE e");
        graph.run("MATCH (t:Tag {name: '美甲'}) SET t.synonyms = []");

        build(OPTIONS);

        assertThat(graph.lines(LED_TO)).containsExactly("nike sneakers -> item 1 5000",
                "nike sneakers -> nails 1 6000");
        assertThat(graph.lines(QUERY_TAGS)).isEmpty();
    }

    @Test
    void givesTheSameFilesForTheSameGraph() {
        GenerationManifest first = build(OPTIONS);
        GenerationManifest second = build(OPTIONS);

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.files()).isEqualTo(first.files());
    }

    @Test
    void makesSpacesOfSuppliedVectors() {
        graph.run(
                """
                        MATCH (s:Content {content_id: 'sneaker'}) SET s.vector_clip = [3.0, 4.0], s.vector_Odd = [1.0],
                            s.vector_clip_ = [1.0, 0.0]
                        WITH s MATCH (t:Content {content_id: 'tagged'}) SET t.vector_clip = [4.0, 3.0], t.vector_Odd = [1.0, 2.0]
                        WITH s MATCH (n:Content {content_id: 'nails'}) SET n.vector_clip = [0.0, 1.0], n.vector_Odd = [2.0, 1.0]
                        WITH s MATCH (p:Content {content_id: 'plain'}) SET p.vector_clip = [1.0]""");

        GenerationManifest manifest = build(OPTIONS);

        try (Generation generation = store().open(manifest.id())) {
            assertThat(VectorSpace.names(generation)).containsExactly("Odd", "clip");
            VectorSpace clip = VectorSpace.read(generation, "clip");
            GraphTables tables = GraphTables.read(generation);
            assertThat(clip.vectors().metric()).isEqualTo(EmbeddingTable.Metric.COSINE);
            assertThat(clip.vectors().rows()).isEqualTo(3);
            int sneaker = tables.contents().ordinal("sneaker");
            CsrTable near = clip.neighbours().inMemory();
            assertThat(tables.contents().key(near.column(near.start(sneaker)))).isEqualTo("tagged");
            assertThat(near.weight(near.start(sneaker))).isEqualTo(0.96f, within(1e-6f));
            assertThat(clip.clusters().clusterOf()[sneaker]).isNotNegative();
            assertThat(VectorSpace.read(generation, "Odd").vectors().rows()).isEqualTo(2);
        }
        assertThat(manifest.metrics()).containsEntry("space.clip.vectors", 3.0)
                .containsEntry("space.clip.coverage", 0.6).containsEntry("space.clip.clusters", 3.0);
        assertThat(graph.lines(CLUSTERS)).hasSize(5)
                .allMatch(line -> line.matches("(sneaker|tagged|nails) in (clip|Odd)/[0-2] of (clip|Odd)"));

        graph.run("MATCH (c:Content) REMOVE c.vector_clip");
        build(OPTIONS);
        assertThat(graph.lines(CLUSTERS)).hasSize(2).allMatch(line -> line.endsWith(" of Odd"));
        assertThat(graph.lines("MATCH (k:Cluster) RETURN k.key AS line")).hasSize(2);
    }

    @Test
    void runsATrainingStepOfItsOwn() {
        graph.run("MATCH (s:Content {content_id: 'sneaker'}) SET s.vector_text = [1.0, 0.0, 0.0]");
        GenerationManifest manifest = build(
                OPTIONS.withTraining(TrainingOptions.NONE.withSteps(List.of(new TwoVectors()))));
        assertThat(manifest.embeddings().get("space.visual"))
                .isEqualTo(new GenerationManifest.Embedding(EmbeddingTable.Metric.INNER_PRODUCT, 2));
        assertThat(manifest.embeddings().get("space.text")).as("supplied vectors take precedence")
                .isEqualTo(new GenerationManifest.Embedding(EmbeddingTable.Metric.COSINE, 3));
        assertThat(manifest.settings()).containsEntry("two", Map.of("width", 2));
        assertThat(manifest.metrics()).containsEntry("two.updates", 1.0);
        try (Generation generation = store().open(manifest.id())) {
            CsrTable near = VectorSpace.neighbours(generation, "visual").inMemory();
            assertThat(near.column(near.start(0))).isEqualTo(1);
            assertThat(near.weight(near.start(0))).isEqualTo(4);
            assertThat(generation.bytes("two-model")).containsExactly(7);
        }
    }

    /** A step that gives the first two contents vectors of two spaces. */
    private static final class TwoVectors implements TrainingStep {

        @Override
        public String name() {
            return "two";
        }

        @Override
        public String description() {
            return "two vectors";
        }

        @Override
        public TrainingResult run(TrainingInput input, TrainingContext context, Progress progress) {
            assertThat(input.embeddings()).containsOnlyKeys("text");
            assertThat(input.catalogue().get()).hasSize(5);
            float[][] vectors = new float[input.tables().contents().size()][];
            vectors[0] = new float[] {2, 1};
            vectors[1] = new float[] {1, 2};
            EmbeddingTable table = EmbeddingTable.of(EmbeddingTable.Metric.INNER_PRODUCT, vectors);
            return new TrainingResult(
                    Map.of("visual", table, "text", table), Map.of("two", Map.of("width", 2)),
                    Map.of("two.updates", context.policy() == TrainingContext.Policy.UPDATE ? 1.0 : 0.0),
                    List.of(GenerationPart.bytes("two-model", new byte[] {7})));
        }
    }

    @Test
    void ignoresEventsAfterTheTimeLimit() {
        GenerationManifest manifest = build(OPTIONS.withAsOf(Instant.ofEpochMilli(4500)));

        assertThat(manifest.asOf()).isEqualTo(Instant.ofEpochMilli(4500));
        assertThat(manifest.metrics()).containsEntry("events", 4.0);
        assertThat(graph.lines(LED_TO)).containsExactly("nike sneakers -> sneaker 1 4000");
    }

    @Test
    void publishesAGenerationOfAnEarlierBuild() {
        GenerationManifest made = build(OPTIONS.withStages(EnumSet.of(Stage.TABLES)));
        assertThat(store().current()).isEmpty();
        assertThat(graph.lines(LED_TO)).isEmpty();

        GenerationManifest published = build(OPTIONS.withStages(EnumSet.of(Stage.PUBLISH)));

        assertThat(published.id()).isEqualTo(made.id());
        assertThat(store().current()).contains(made.id());
    }

    @Test
    void keepsTheActiveGenerationIfTheNewOneFailsTheGate() {
        GenerationManifest good = build(OPTIONS);
        graph.run("MATCH (c:Content) WHERE c.content_id <> 'sneaker' DETACH DELETE c");

        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> build(OPTIONS))
                .withMessageContaining("fails the publish gate: it has 1 contents");
        assertThat(store().current()).contains(good.id());
        assertThat(good.gate()).hasSize(2).allMatch(GateCheck::passes);
        assertThat(store().list().getLast().gate()).filteredOn(check -> !check.passes()).containsExactly(new GateCheck(
                "kept_contents", 1, good.metrics().getOrDefault("contents", 0.0) / 2, good.id().value()));
    }

    @Test
    void takesThePlaceOfADamagedPointerToTheActiveGeneration() throws IOException {
        Files.writeString(folder.resolve(GenerationStore.CURRENT), "no id");
        GenerationManifest built = build(OPTIONS);
        assertThat(store().current()).contains(built.id());
    }

    @Test
    void succeedsIfAnOldGenerationCannotBeDeleted() throws IOException {
        GenerationManifest old = build(OPTIONS);
        Path index = store().folder(old.id()).resolve("authors.index.jsonl");
        Files.delete(index);
        Files.createDirectory(index); // cannot be read
        TaskOutcomes outcomes = new TaskOutcomes();

        GenerationManifest built = new GenerationBuild(graph.client(), store(), folder)
                .run(OPTIONS, outcomes).orElseThrow();

        assertThat(store().current()).contains(built.id());
        assertThat(outcomes.list()).last().asString()
                .startsWith("active; generations that are not needed or name erased users "
                        + "could not be deleted, the next build tries again: cannot read ");
    }

    @Test
    void rejectsAGraphWithoutContents() {
        GenerationManifest good = build(OPTIONS);
        graph.empty();

        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> build(OPTIONS))
                .withMessageContaining("the graph has no contents");
        assertThat(store().list()).containsExactly(good);
        assertThat(store().current()).contains(good.id());
    }

    @Test
    void rejectsPublishingWithoutAGeneration() {
        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> build(OPTIONS.withStages(EnumSet.of(Stage.PUBLISH))))
                .withMessageContaining("there is no generation");
    }

    @Test
    void aStageBeforeTheTablesGivesNoGeneration() {
        GenerationBuild building = new GenerationBuild(graph.client(), store(), folder);
        BuildOptions extraction = OPTIONS.withStages(EnumSet.of(Stage.UNDERSTAND, Stage.EXTRACT));
        assertThat(building.run(extraction, Progress.NONE)).isEmpty();
        GenerationManifest built = build(OPTIONS);
        assertThat(building.run(extraction, Progress.NONE)).as("an older one was not built").isEmpty();
        assertThat(store().list()).containsExactly(built);
    }

    @Test
    void leavesNothingIncompleteWhereverItIsInterrupted() throws IOException {
        build(OPTIONS.withStages(EnumSet.of(Stage.UNDERSTAND, Stage.EXTRACT, Stage.TABLES)));
        int reports = reportsOf(OPTIONS, new GenerationStore(folder.resolve("elsewhere")));
        for (int stopAt = 0; stopAt < reports; stopAt++) {
            int report = stopAt;
            assertThatExceptionOfType(RecallException.class).as("interrupted at report %d", report)
                    .isThrownBy(() -> new GenerationBuild(graph.client(), store(), folder)
                            .run(OPTIONS, new Interrupting(report)))
                    .matches(e -> e.code() == RecallException.Code.CANCELLED);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(store().current()).isEmpty();
        }
        store().list().forEach(manifest -> store().verify(manifest.id()));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.contains("building"));
        }
    }

    private int reportsOf(BuildOptions options, GenerationStore store) {
        Interrupting counting = new Interrupting(Integer.MAX_VALUE);
        new GenerationBuild(graph.client(), store, folder).run(options, counting);
        return counting.reports;
    }

    /** Interrupts its thread at one of the reports. */
    private static final class Interrupting implements Progress {

        private final int stopAt;
        private int reports;

        Interrupting(int stopAt) {
            this.stopAt = stopAt;
        }

        @Override
        public void begin(String task, long total) {
            report();
        }

        @Override
        public void advance(long steps) {
            report();
        }

        @Override
        public void end(String outcome) {}

        private void report() {
            if (reports++ == stopAt) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private GenerationManifest build(BuildOptions options) {
        return new GenerationBuild(graph.client(), store(), folder).run(options, Progress.NONE).orElseThrow();
    }

    private GenerationStore store() {
        return new GenerationStore(folder);
    }

    private GraphTables tables(GenerationManifest manifest) {
        return GraphTables.read(store().open(manifest.id()));
    }

    private static Interests interests(GraphTables tables, Action action, NodeFeatures features) {
        InterestProfiler profiler = new InterestProfiler(
                ProfileParameters.DEFAULT, DataSet.Timestamps.REAL, tables.features());
        return profiler.profile(List.of(new EngagedNode(action, 1000, -1, features)), 9000);
    }

    private static Set<String> matches(GraphTables tables, Interests interests, FeatureSpace space) {
        SparseVector wanted = interests.combined(space);
        Set<String> contents = new TreeSet<>();
        for (int feature : wanted.ordinals()) {
            contents.addAll(row(tables, tables.features(space).postings().inMemory(), feature));
        }
        return contents;
    }

    private static List<String> row(GraphTables tables, CsrTable table, int row) {
        return Stream.iterate(table.start(row), entry -> entry < table.end(row), entry -> entry + 1)
                .map(entry -> tables.contents().key(table.column(entry))).toList();
    }
}
