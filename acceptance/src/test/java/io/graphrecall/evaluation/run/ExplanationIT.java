package io.graphrecall.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.offline.BuildOptions;
import io.graphrecall.offline.TrainingOptions;
import io.graphrecall.pipeline.GenerationRecall;
import io.graphrecall.pipeline.RecallRequest;
import io.graphrecall.pipeline.RecallResult;
import io.graphrecall.pipeline.explain.ExplainedPath;
import io.graphrecall.pipeline.explain.Explainer;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.UserId;
import io.graphrecall.testkit.RunningGraph;
import io.graphrecall.world.SimulatedWorld;
import io.graphrecall.world.WorldParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Checks explanations of random users and contents with separate Cypher queries on the graph. */
@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplanationIT {

    private static final Instant END = Instant.parse("2026-05-01T00:00:00Z");
    private static final int PAIRS = 120;
    private static final String ENGAGED = "CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED";

    private final TestGraph graph;
    private final GraphAddress address;
    /** Patterns with the values to find in them. */
    private final Map<String, Set<Map<String, Object>>> expected = new LinkedHashMap<>();

    @SuppressWarnings("NullAway.Init")
    private RecallHome home;

    @SuppressWarnings("NullAway.Init")
    private GenerationRecall recall;

    ExplanationIT(GraphAddress address) {
        this.address = address;
        graph = new TestGraph(address);
    }

    /** User and content with their explanation. */
    private record Pair(String user, String content, Explainer.Explanation explanation) {}

    @BeforeAll
    void loadBuildAndServe(@TempDir Path folder) {
        SimulatedWorld.write(folder.resolve("world"), WorldParameters.of(50, 150, 1_200, 3, END), Progress.NONE);
        graph.empty();
        home = RecallHome.remote(folder.resolve("home"), address);
        home.loader().load(DataSetFolder.open(folder.resolve("world")), true, Progress.NONE);
        graph.run(
                "MATCH (u:User), (t:Tag) WITH u, collect(t)[size(u.user_id) % 3] AS t WITH u, t LIMIT 15 MERGE (u)-[:MUTES]->(t)");
        graph.run(
                "MATCH (u:User), (a:User)-[:PUBLISHED]->() WITH u, collect(DISTINCT a)[0] AS a MERGE (u)-[:BLOCKS]->(a)");
        home.build(BuildOptions.DEFAULT.withoutFit().withTraining(TrainingOptions.NONE), Progress.NONE);
        recall = home.recall(home.settings().recall(), Clock.fixed(END, ZoneOffset.UTC));
    }

    @AfterAll
    void close() {
        recall.close();
        home.close();
        graph.close();
    }

    private List<Pair> pairs() {
        List<String> users = graph.lines("MATCH (u:User)-[e]->(:Content) WHERE e.event_id IS NOT NULL"
                + " RETURN DISTINCT u.user_id AS line ORDER BY line");
        List<String> contents = graph.lines("MATCH (c:Content) RETURN c.content_id AS line ORDER BY line");
        Random random = new Random(5);
        return IntStream.range(0, PAIRS).mapToObj(i -> {
            String user = users.get(random.nextInt(users.size()));
            String content = contents.get(random.nextInt(contents.size()));
            return new Pair(user, content,
                    explainer().explain(
                            recall.pipeline().prepare(RecallRequest.of(new UserId(user), 100)), null,
                            new ContentId(content), Set.of()));
        }).toList();
    }

    @Test
    void explanationsOfRandomPairsMatchTheGraph() {
        Map<String, Integer> outcomes = new TreeMap<>();
        int paths = 0;
        for (Pair pair : pairs()) {
            checkRanks(pair);
            for (Explainer.Channel channel : pair.explanation.channels()) {
                outcomes.merge(channel.outcome(), 1, Integer::sum);
                checkOutcome(pair, channel);
                for (ExplainedPath path : channel.paths()) {
                    checkPath(pair.user, path);
                    paths++;
                }
            }
        }
        checkExpected();
        assertThat(outcomes).containsKeys("recalled", "below_cut", "seen", "filter", "not_connected", "off");
        assertThat(paths).isGreaterThan(PAIRS);
    }

    @Test
    void pathsOfARecallResultAreInTheGraphAndEndAtItsContents() {
        String user = graph.lines("MATCH (u:User)-[e:" + ENGAGED + "]->() WITH u, count(e) AS n"
                + " RETURN u.user_id AS line ORDER BY n DESC LIMIT 1").getFirst();
        RecallResult result = recall.pipeline().recall(RecallRequest.of(new UserId(user), 20));

        List<List<Explainer.ChannelPath>> paths = explainer().paths(result);

        assertThat(paths).hasSize(result.size());
        for (int position = 0; position < result.size(); position++) {
            for (Explainer.ChannelPath path : paths.get(position)) {
                checkPath(user, path.path());
                if (!path.channel().startsWith("v2v_")) {
                    assertThat(path.path().nodes().getLast().key()).isEqualTo(result.contentId(position));
                }
            }
        }
        checkExpected();
        assertThat(paths.stream().flatMap(List::stream).map(Explainer.ChannelPath::channel))
                .contains("i2i", "tag", "metapath");
        assertThat(paths.stream().flatMap(List::stream).map(path -> path.path().metaPath()).filter(Objects::nonNull))
                .contains("shared-tags");
    }

    /** Checks ranks against the recalled lists. */
    private void checkRanks(Pair pair) {
        RecallResult result = recall.pipeline().recall(RecallRequest.of(new UserId(pair.user), 100));
        List<String> recalled = IntStream.range(0, result.size()).mapToObj(result::contentId).toList();
        int index = recalled.indexOf(pair.content);
        assertThat(pair.explanation.recalled()).isEqualTo(index >= 0);
        assertThat(pair.explanation.rank()).isEqualTo(index < 0 ? null : (Integer) (index + 1));
        for (int i = 0; i < result.runs().size(); i++) {
            Explainer.Channel channel = pair.explanation.channels().get(i);
            int list = i;
            int rank = IntStream.range(0, result.runs().get(i).answer().size())
                    .filter(at -> result.contentId(list, at).equals(pair.content)).findFirst().orElse(-1) + 1;
            if (rank > 0) {
                assertThat(channel.rank()).isEqualTo(rank);
                assertThat(channel.outcome()).isEqualTo(index >= 0 ? "recalled" : "below_cut");
            } else {
                assertThat(channel.outcome()).isNotIn("recalled", "below_cut");
            }
        }
    }

    private void checkOutcome(Pair pair, Explainer.Channel channel) {
        String seen = "(EXISTS { MATCH (u)-[e]->(c) WHERE e.event_id IS NOT NULL } OR c.content_id IN coalesce(u.impressed, []))";
        String removed = "(EXISTS { (u)-[:BLOCKS]->(:User)-[:PUBLISHED]->(c) }"
                + " OR EXISTS { (u)-[:MUTES]->(:Tag)<-[:CHILD_OF*0..]-(:Tag)<-[:HAS_TAG]-(c) }"
                + " OR coalesce(c.status, 'active') <> 'active' OR coalesce(c.published_at, 0) > " + END.toEpochMilli()
                + " OR coalesce(c.expires_at, " + Long.MAX_VALUE + ") <= " + END.toEpochMilli() + ")";
        List<String> reasons = pair.explanation.excludedBy().stream().map(Explainer.Excluded::reason).toList();
        expect(pair, (reasons.contains("seen") ? "" : "NOT ") + seen);
        expect(pair, (reasons.stream().allMatch("seen"::equals) ? "NOT " : "") + removed);
        switch (channel.outcome()) {
            case "seen" -> expect(pair, seen);
            case "filter" -> expect(pair, removed + " AND NOT " + seen);
            case "recalled", "below_cut", "quota" -> expect(pair, "NOT " + seen + " AND NOT " + removed);
            case "not_connected" -> checkNotConnected(channel.id(), pair);
            default -> assertThat(channel.outcome()).isIn("off", "quota");
        }
    }

    /** Checks that the graph has no path, for users with few engagements: longer histories are truncated. */
    private void checkNotConnected(String channel, Pair pair) {
        String few = "COUNT { MATCH (u)-[:" + ENGAGED + "]->(x:Content) RETURN DISTINCT x } <= 20";
        switch (channel) {
            case "i2i" -> expect(pair, "NOT (" + few + " AND EXISTS { (u)-[:" + ENGAGED + "]->(:Content)<-[:" + ENGAGED
                    + "]-(v:User)-[:" + ENGAGED + "]->(c) WHERE v <> u })");
            case "tag" -> expect(pair, "NOT (" + few + " AND EXISTS { (u)-[:" + ENGAGED
                    + "|VIEWED|CARTED|PURCHASED|SEARCHED]->()-[:HAS_TAG]->(t:Tag)<-[:HAS_TAG]-(c)"
                    + " WHERE NOT EXISTS { (u)-[:SKIPPED|DISLIKED]->()-[:HAS_TAG]->(t) } })");
            default -> {}
        }
    }

    private void expect(Pair pair, String condition) {
        expect("MATCH (u:User {user_id: row.user}), (c:Content {content_id: row.content}) WHERE " + condition,
                Map.of("user", pair.user, "content", pair.content));
    }

    /** Lets {@link #checkExpected} look for a pattern in the graph. */
    private void expect(String pattern, Map<String, Object> row) {
        expected.computeIfAbsent(pattern, none -> new LinkedHashSet<>()).add(row);
    }

    /** Checks that the graph has each expected pattern once or more, with one query for all rows of a pattern. */
    private void checkExpected() {
        assertThat(expected).isNotEmpty();
        expected.forEach((pattern, rows) -> assertThat(graph.client().read(
                new CypherStatement("test/check",
                        "UNWIND $rows AS row WITH row WHERE NOT EXISTS { " + pattern + " } RETURN row"),
                Map.of("rows", List.copyOf(rows)), row -> row.map("row"))).as(pattern).isEmpty());
        expected.clear();
    }

    /** Expects that the path starts at the user and that each relationship is in the graph, with direction and time. */
    private void checkPath(String user, ExplainedPath path) {
        assertThat(path.nodes().getFirst().key()).isEqualTo(user);
        assertThat(path.relationships()).hasSize(path.nodes().size() - 1);
        for (int i = 0; i < path.relationships().size(); i++) {
            ExplainedPath.Relationship relationship = path.relationships().get(i);
            ExplainedPath.Node source = path.nodes().get(relationship.forward() ? i : i + 1);
            ExplainedPath.Node target = path.nodes().get(relationship.forward() ? i + 1 : i);
            expect("MATCH (a:" + source.type() + ")-[r:" + relationship.type() + "]->(b:" + target.type() + ") WHERE "
                    + key("a", source) + " = row.source AND " + key("b", target) + " = row.target"
                    + (relationship.at() == null ? "" : " AND r.at = row.at"),
                    Map.of("source", source.key(), "target", target.key(), "at",
                            relationship.at() == null ? 0 : relationship.at().toEpochMilli()));
        }
        for (ExplainedPath.Node node : path.nodes()) {
            if (node.name() != null && node.type().equals("Content")) {
                expect("MATCH (c:Content {content_id: row.id, title: row.title})",
                        Map.of("id", node.key(), "title", node.name()));
            }
        }
    }

    private static String key(String variable, ExplainedPath.Node node) {
        return variable + "." + switch (node.type()) {
            case "User" -> "user_id";
            case "Content" -> "content_id";
            case "Item" -> "item_id";
            case "Query" -> "text";
            case "Tag" -> "name";
            default -> "key";
        };
    }

    private Explainer explainer() {
        return new Explainer(home.graph(), content -> false);
    }
}
