package io.graphrecall.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.cypher.Exploration;
import io.graphrecall.cypher.GraphExplorer;
import io.graphrecall.cypher.GraphTable;
import io.graphrecall.cypher.QueryResult;
import io.graphrecall.cypher.testing.TestGraph;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.DataSetLoader;
import io.graphrecall.loaders.dataset.LoadOptions;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Runs every exploration on the simulated world and compares the results with other statements. */
@ExtendWith(RunningGraph.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplorationIT {

    private static final Instant END = Instant.parse("2026-05-01T00:00:00Z");
    private static final String ENGAGEMENTS = "CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED";

    private final TestGraph graph;
    private final Set<String> executed = new TreeSet<>();

    ExplorationIT(GraphAddress address) {
        graph = new TestGraph(address);
    }

    @BeforeAll
    void load(@TempDir Path folder) {
        SimulatedWorld.write(folder, WorldParameters.of(40, 40, 800, 3, END), Progress.NONE);
        graph.empty();
        new DataSetLoader(new GraphWriter(graph.client())).load(
                DataSetFolder.open(folder, Clock.fixed(END, ZoneOffset.UTC)),
                new LoadOptions(true, folder.resolve("dead-letters.jsonl")), Progress.NONE);
        // Derived links that only a build writes, and cases that this small world lacks.
        graph.run("""
                MATCH (q:Query)<-[s:SEARCHED]-(:User)-[e:CLICKED]->(c:Content) WHERE e.query = q.text
                WITH q, c, count(DISTINCT e) AS count MERGE (q)-[l:LED_TO]->(c) SET l.count = count""");
        graph.run(
                """
                        MATCH (c:Content) WITH c ORDER BY c.content_id LIMIT 12
                        MERGE (k:Cluster {key: 'text/' + toString(size(c.title) % 2)}) MERGE (c)-[:IN_CLUSTER {space: 'text'}]->(k)""");
        graph.run("""
                MATCH (c:Content)-[:IN_CATEGORY]->(k:Category) WITH c, k.path[0] AS root ORDER BY k.key
                WITH c, collect(root)[0] AS root MERGE (k:Community {key: root}) SET k.name = 'Group ' + root
                MERGE (c)-[:IN_COMMUNITY]->(k)""");
        graph.run("MATCH (k:Community) SET k.contents = COUNT { (k)<-[:IN_COMMUNITY]-() }");
        graph.run(
                """
                        CREATE (bare:Content {content_id: 'bare', title: 'Bare'}), (:Content {content_id: 'bare-2', title: 'b are'})
                        WITH bare MATCH (t:Tag)<-[:HAS_TAG]-(:Content)<-[:CLICKED]-() WITH DISTINCT bare, t LIMIT 1
                        CREATE (cold:Content {content_id: 'cold', published_at: 9999999999999})-[:HAS_TAG {weight: 1.0}]->(t)""");
    }

    @AfterAll
    void everyExplorationWasExecuted() {
        graph.close();
        assertThat(executed).containsExactlyElementsOf(Exploration.NAMES);
    }

    @Test
    void interestsCountTheUsersEngagements() {
        String user = mostActiveUser();
        List<List<String>> rows = run("user-interests", Map.of("user", user, "limit", "1000"));

        assertThat(rows).hasSizeGreaterThan(3);
        assertThat(rows).extracting(row -> row.get(0) + " " + row.get(1)).containsExactlyInAnyOrderElementsOf(
                graph.lines("MATCH (:User {user_id: '" + user + "'})-[e]->(n)-[:HAS_TAG]->(t:Tag)"
                        + " WHERE e.event_id IS NOT NULL AND NOT type(e) IN ['SKIPPED', 'DISLIKED']"
                        + " WITH t, count(e) AS n RETURN t.name + ' ' + n AS line"));
    }

    @Test
    void pathsConnectTheUserWithTheContent() {
        String user = mostActiveUser();
        String content = graph
                .lines("MATCH (u:User {user_id: '" + user + "'})-[:CLICKED]->(:Content)-[:HAS_TAG]->(t:Tag)"
                        + "<-[:HAS_TAG]-(c:Content) WHERE NOT EXISTS { (u)-->(c) } RETURN c.content_id AS line LIMIT 1")
                .getFirst();

        List<List<String>> rows = run("user-content-paths", Map.of("user", user, "content", content, "limit", "500"));

        assertThat(rows).isNotEmpty().extracting(row -> row.get(0)).contains("tag");
        for (List<String> row : rows.stream().filter(row -> row.get(0).equals("tag")).toList()) {
            assertThat(
                    graph.number("MATCH (:User {user_id: '" + user + "'})-->(n)-[:HAS_TAG]->(:Tag {name: '" + row.get(1)
                            + "'})<-[:HAS_TAG]-(:Content {content_id: '" + content
                            + "'}) WHERE coalesce(n.content_id, n.item_id, n.text) = '" + row.get(2).replace("'", "\\'")
                            + "' RETURN count(*) AS n"))
                    .isPositive();
        }
    }

    @Test
    void queriesAboutConnectionsHaveTheirPaths() {
        String user = mostActiveUser();
        String content = graph.lines("MATCH (u:User {user_id: '" + user
                + "'})-[:CLICKED]->(s:Content)<-[:CLICKED]-(o:User)"
                + "-[:CLICKED]->(c:Content) WHERE o <> u AND c <> s RETURN c.content_id AS line ORDER BY line LIMIT 1")
                .getFirst();
        Map<String, String> ofUser = Map.of("user", user);
        Map<String, Map<String, String>> parameters = Map.of("user-interests", ofUser, "similar-users", ofUser,
                "user-communities", ofUser,
                "user-content-paths", Map.of("user", user, "content", content, "limit", "500"), "cold-contents",
                Map.of("limit", "1"));
        parameters.forEach((name, given) -> {
            QueryResult result = graph.client().query(Exploration.of(name), given, Duration.ofSeconds(30));

            assertThat(result.columns()).as(name).isEqualTo(Exploration.of(name).columns());
            GraphTable table = new GraphExplorer(graph.client()).run(Exploration.of(name), given);
            assertThat(table.columns()).as(name).isEqualTo(result.columns());
            assertThat(table.rows()).as(name).hasSameSizeAs(result.rows())
                    .allSatisfy(row -> assertThat(row).hasSameSizeAs(table.columns()));
            assertThat(table.nodes()).as(name).hasSameElementsAs(result.graph().nodes());
            assertThat(result.graph().columns()).as(name).contains(0, 1, 2);
            assertThat(result.graph().nodes()).as(name).hasSizeGreaterThan(2);
            assertThat(result.graph().relationships()).as(name).hasSizeGreaterThan(1);
        });
        QueryResult connections = graph.client().query(
                Exploration.of("user-content-paths"), parameters.get("user-content-paths"), Duration.ofSeconds(30));
        assertThat(connections.rows()).extracting(row -> row.getFirst()).contains("user");
        assertThat(connections.graph().nodes()).extracting(GraphTable.Node::key).contains(user, content);
        assertThat(connections.rows()).extracting(row -> row.get(2)).allSatisfy(source -> assertThat(
                connections.graph().nodes()).extracting(GraphTable.Node::key).contains(source));
    }

    @Test
    void bridgingTagsConnectItemsAndContents() {
        assertThat(run("bridging-tags", Map.of("limit", "1000"))).extracting(row -> row.get(0)).isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(
                        graph.lines("MATCH (:Content)-[:HAS_TAG]->(t:Tag)<-[:HAS_TAG]-(:Item)"
                                + " RETURN DISTINCT t.name AS line"));
        assertThat(run("hub-tags", Map.of("share", "0.0", "limit", "1"))).singleElement()
                .satisfies(row -> assertThat(Long.parseLong(row.get(1))).isEqualTo(graph.number(
                        "MATCH (t:Tag)<-[:HAS_TAG]-(c:Content) WITH t, count(c) AS c RETURN max(c) AS n")));
    }

    @Test
    void untaggedAndColdContentsAreFound() {
        assertThat(run("untagged-contents", Map.of("limit", "1000"))).extracting(row -> row.get(0))
                .contains("bare").doesNotContain("cold");
        assertThat(run("cold-contents", Map.of("limit", "1"))).singleElement().satisfies(row -> {
            assertThat(row.get(0)).isEqualTo("cold");
            assertThat(graph.number("MATCH (:Content {content_id: 'cold'})-[:HAS_TAG]->()<-[:HAS_TAG]-(c:Content"
                    + " {content_id: '" + row.get(2) + "'})<-[:" + ENGAGEMENTS + "]-() RETURN count(*) AS n"))
                    .isPositive();
        });
        assertThat(run("near-duplicates", Map.of())).extracting(row -> row.get(2)).contains("bare, bare-2");
    }

    @Test
    void queryOutcomesAreTheClicksAfterTheQuery() {
        String query = graph.lines("MATCH (q:Query)-[l:LED_TO]->() WITH q, sum(l.count) AS n ORDER BY n DESC, q.text"
                + " RETURN q.text AS line LIMIT 1").getFirst();

        assertThat(run("query-outcomes", Map.of("query", query))).isNotEmpty()
                .allSatisfy(row -> assertThat(row.get(0)).matches("20\\d\\d-\\d\\d-\\d\\d"));
    }

    @Test
    void interestDriftSumsToZeroAndClustersAreComplete() {
        List<List<String>> drift = run("interest-drift",
                Map.of("user", mostActiveUser(), "latest", "5", "limit", "1000"));
        assertThat(drift.stream().mapToDouble(row -> Double.parseDouble(row.get(3))).sum()).isBetween(-0.01, 0.01);

        assertThat(run("cluster-make-up", Map.of()).stream().mapToLong(row -> Long.parseLong(row.get(1))).sum())
                .isEqualTo(12);
    }

    @Test
    void communitiesHaveTheirContentsAndUsers() {
        List<List<String>> rows = run("communities", Map.of("limit", "1000"));

        assertThat(rows).hasSizeGreaterThan(1).extracting(row -> row.get(0) + " " + row.get(1) + " " + row.get(3))
                .containsExactlyInAnyOrderElementsOf(graph.lines("MATCH (k:Community)<-[:IN_COMMUNITY]-(c:Content)"
                        + " OPTIONAL MATCH (c)<-[:" + ENGAGEMENTS + "]-(u:User)"
                        + " WITH k, count(DISTINCT c) AS c, count(DISTINCT u) AS u"
                        + " RETURN k.key + ' ' + c + ' ' + u AS line"));

        List<List<String>> ofUser = run("user-communities", Map.of("user", mostActiveUser(), "limit", "1000"));
        assertThat(ofUser).isNotEmpty().allSatisfy(row -> assertThat(row.get(1)).isEqualTo("Group " + row.get(0)));
        assertThat(ofUser.stream().mapToDouble(row -> Double.parseDouble(row.get(3))).sum()).isBetween(0.99, 1.01);
        assertThat(ofUser.stream().mapToLong(row -> Long.parseLong(row.get(2))).sum())
                .isEqualTo(graph.number("MATCH (:User {user_id: '" + mostActiveUser() + "'})-[:" + ENGAGEMENTS
                        + "]->(c:Content) RETURN count(DISTINCT c) AS n"));
    }

    @Test
    void bridgingContentsAreEngagedWithContentsOfOtherCommunities() {
        List<List<String>> rows = run("bridging-contents", Map.of("min_users", "3", "limit", "1000"));

        assertThat(rows).hasSizeGreaterThan(3);
        for (List<String> row : rows) {
            String others = "MATCH (c:Content {content_id: '" + row.get(0) + "'})<-[:" + ENGAGEMENTS
                    + "]-(u:User) WITH DISTINCT c, u MATCH (u)-[:" + ENGAGEMENTS
                    + "]->(o:Content)-[:IN_COMMUNITY]->(k:Community) WHERE o <> c WITH DISTINCT u, o, k";
            double elsewhere = graph.number(others + " WHERE k.key <> '" + row.get(2) + "' RETURN count(*) AS n");
            assertThat(Double.parseDouble(row.get(5))).as(row.get(0))
                    .isCloseTo(elsewhere / graph.number(others + " RETURN count(*) AS n"), within(0.001));
        }
    }

    @Test
    void similarUsersShareContentsAndNextContentsDiffer() {
        List<List<String>> similar = run("similar-users", Map.of("user", mostActiveUser()));
        assertThat(similar).isNotEmpty()
                .allSatisfy(row -> assertThat(Double.parseDouble(row.get(2))).isBetween(0.0, 1.0));
        String mostSimilar = similar.getFirst().get(0);
        assertThat(Long.parseLong(similar.getFirst().get(1)))
                .isEqualTo(graph.number("MATCH (:User {user_id: '" + mostActiveUser()
                        + "'})-[:" + ENGAGEMENTS + "]->(c:Content)<-[:" + ENGAGEMENTS + "]-(:User {user_id: '"
                        + mostSimilar
                        + "'}) RETURN count(DISTINCT c) AS n"));

        String content = graph.lines("MATCH (c:Content)<-[:" + ENGAGEMENTS + "]-(u) WITH c, count(DISTINCT u) AS n"
                + " RETURN c.content_id AS line ORDER BY n DESC LIMIT 1").getFirst();
        assertThat(run("next-contents", Map.of("content", content))).isNotEmpty()
                .extracting(row -> row.get(0)).doesNotContain(content);
    }

    @Test
    void categoriesIncludeSubcategoriesAndAuthorsTheirContents() {
        assertThat(run("categories", Map.of("limit", "1"))).singleElement()
                .satisfies(row -> assertThat(Long.parseLong(row.get(2)) + Long.parseLong(row.get(3))).isPositive());
        assertThat(run("authors", Map.of("limit", "1000")).stream().mapToLong(row -> Long.parseLong(row.get(1))).sum())
                .isEqualTo(graph.number("MATCH (:User)-[:PUBLISHED]->(c:Content) RETURN count(c) AS n"));
    }

    @Test
    void randomUsersHaveTheRequestedNumberOfEngagements() {
        assertThat(run("random-users", Map.of("min_engagements", "5", "limit", "3"))).hasSize(3)
                .allSatisfy(row -> assertThat(Long.parseLong(row.get(1))).isGreaterThanOrEqualTo(5));
        assertThat(run("random-users", Map.of("min_engagements", "0", "max_engagements", "0", "limit", "1000")))
                .hasSize((int) graph.number("MATCH (u:User) WHERE NOT EXISTS { (u)-[:" + ENGAGEMENTS
                        + "]->() } RETURN count(u) AS n"));
    }

    @Test
    void invalidParametersAreRejected() {
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> run("similar-users", Map.of()))
                .withMessageContaining("requires the parameter user (");
        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> run("hub-tags", Map.of("limit", "many"))).withMessageContaining("number");
        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> run("hub-tags", Map.of("size", "1"))).withMessageContaining("no parameter size");
    }

    private String mostActiveUser() {
        return graph.lines("MATCH (u:User)-[e:" + ENGAGEMENTS + "]->() WITH u, count(e) AS n"
                + " RETURN u.user_id AS line ORDER BY n DESC, line LIMIT 1").getFirst();
    }

    private List<List<String>> run(String name, Map<String, String> parameters) {
        executed.add(name);
        return graph.client().query(Exploration.of(name), parameters, Duration.ofSeconds(30)).rows();
    }
}
