package io.graphrecall.cypher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.exceptions.ServiceUnavailableException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

@ExtendWith(RunningGraph.class)
class GraphClientIT {

    private static final CypherStatement LOCK = CypherStatement.of("ingest/sequence-lock");
    private static final CypherStatement CREATE_TAG = statement("CREATE (:Tag {name: $name})");
    private static final CypherStatement TAGS = statement("MATCH (t:Tag) RETURN t.name AS name ORDER BY name");

    private final GraphAddress address;
    private final GraphClient graph;

    GraphClientIT(GraphAddress address) {
        this.address = address;
        graph = GraphClient.connect(address.uri(), address.user(), address.password());
    }

    @BeforeEach
    void begin() {
        GraphSchema.migrate(graph);
        graph.write(tx -> tx.execute(statement("MATCH (t:Tag) DETACH DELETE t"), Map.of()));
    }

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void anInterruptBetweenAttemptsCancelsAndTheThreadStaysInterrupted() {
        Thread caller = Thread.currentThread();

        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> graph.write(tx -> {
            // The driver waits for a second after a lost connection.
            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(caller::interrupt);
            throw new ServiceUnavailableException("lost");
        })).satisfies(e -> assertThat(e.code()).isEqualTo(Code.CANCELLED));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void readsRowsWithTypedColumns() {
        CypherStatement all = statement("""
                RETURN 'a' AS text, 7 AS whole, 1.5 AS real, true AS flag, null AS nothing, ['x', 'y'] AS texts,
                       [1, 2] AS wholes, [0.5, 1] AS reals, {k: 'v'} AS map, [{k: 1}, {k: 2}] AS rows""");
        GraphRow row = graph.read(all, Map.of(), r -> r).getFirst();

        assertThat(row.string("text")).isEqualTo("a");
        assertThat(row.stringOrNull("nothing")).isNull();
        assertThat(row.integer("whole")).isEqualTo(7);
        assertThat(row.integer("nothing", -1)).isEqualTo(-1);
        assertThat(row.real("real")).isEqualTo(1.5);
        assertThat(row.real("whole")).isEqualTo(7.0);
        assertThat(row.flag("flag")).isTrue();
        assertThat(row.isNull("nothing")).isTrue();
        assertThat(row.strings("texts")).containsExactly("x", "y");
        assertThat(row.strings("nothing")).isEmpty();
        assertThat(row.longs("wholes")).containsExactly(1, 2);
        assertThat(row.floats("reals")).containsExactly(0.5f, 1f);
        assertThat(row.map("map")).containsExactly(Map.entry("k", "v"));
        assertThat(row.rows("rows")).extracting(r -> r.integer("k")).containsExactly(1L, 2L);
    }

    @Test
    void aStatementOfAPersonReturnsTextsUpToALimit() {
        QueryResult result = graph.query("UNWIND range(1, 5) AS n RETURN n, n = $k AS hit, [n, 'x'] AS list",
                QueryResult.parameters(Map.of("k", "2")), 2, Duration.ofSeconds(10));

        assertThat(result.columns()).containsExactly("n", "hit", "list");
        assertThat(result.rows()).containsExactly(List.of("1", "false", "1, x"), List.of("2", "true", "2, x"));
        assertThat(result.truncated()).isTrue();
        assertThat(result.unknown()).isEmpty();
    }

    @Test
    void aStatementWithNamesThatTheGraphLacksNamesThem() {
        QueryResult result = graph.query("MATCH (c:Contens)-[:CLIKED]->() RETURN c.titel", Map.of(), 2,
                Duration.ofSeconds(10));

        assertThat(result.rows()).isEmpty();
        assertThat(result.unknown()).hasSize(3)
                .anySatisfy(sentence -> assertThat(sentence).contains("label", "Contens"))
                .anySatisfy(sentence -> assertThat(sentence).contains("relationship type", "CLIKED"))
                .anySatisfy(sentence -> assertThat(sentence).contains("property key", "titel"));
    }

    @Test
    void aResultHasTheNodesOfItsRowsInColumns() {
        graph.write(tx -> tx.execute(statement("""
                CREATE (a:Tag {name: 'a'})-[:CHILD_OF]->(b:Tag {name: 'b'})-[:CHILD_OF]->(c:Tag {name: 'c'}),
                       (a)-[:CHILD_OF]->(c), (d:Tag {name: 'd'})-[:CHILD_OF]->(c)"""), Map.of()));

        QueryResult paths = graph.query(
                "MATCH path = (:Tag {name: 'a'})-[:CHILD_OF*]->(:Tag {name: 'c'}) RETURN path ORDER BY length(path)",
                Map.of(), 10, Duration.ofSeconds(10));
        assertThat(paths.rows()).containsExactly(List.of("Tag a -CHILD_OF-> Tag c"),
                List.of("Tag a -CHILD_OF-> Tag b -CHILD_OF-> Tag c"));
        assertThat(paths.graph().nodes()).extracting(GraphTable.Node::key).containsExactly("a", "c", "b");
        assertThat(paths.graph().columns()).as("the longest distance").containsExactly(0, 2, 1);
        assertThat(paths.graph().relationships()).hasSize(3);
        assertThat(paths.graph().first(2).relationships()).hasSize(1);

        QueryResult nodes = graph.query(
                "MATCH (t:Tag)-[r:CHILD_OF]->(p) RETURN t, r, [p] AS parents ORDER BY t.name, p.name", Map.of(), 3,
                Duration.ofSeconds(10));
        assertThat(nodes.truncated()).isTrue();
        assertThat(nodes.rows()).startsWith(List.of("Tag a", "CHILD_OF", "Tag b"));
        assertThat(nodes.graph().nodes()).extracting(GraphTable.Node::key).containsExactly("a", "b", "c");
        assertThat(nodes.graph().columns()).containsExactly(0, 1, 1);

        assertThat(graph.query("RETURN 1 AS one", Map.of(), 2, Duration.ofSeconds(10)).graph().nodes()).isEmpty();
    }

    @Test
    void aNodeOfAnotherProgramHasNumbersInAnyProperty() {
        assertThat(query("MERGE (n:Tag {name: 'number'}) SET n.title = 7", "MATCH (n:Tag {name: 'number'}) RETURN n"))
                .extracting(GraphTable.Node::name).containsExactly("7");
        assertThat(query("MERGE (n:Tag {name: 'number'}) SET n.property = 7, n.value = 1.5",
                "MATCH (n:Tag {name: 'number'}) RETURN n")).extracting(GraphTable.Node::name).containsExactly("7=1.5");
    }

    private List<GraphTable.Node> query(String write, String read) {
        graph.write(tx -> tx.execute(statement(write), Map.of()));
        return graph.query(read, Map.of(), 10, Duration.ofSeconds(10)).graph().nodes();
    }

    @Test
    void aStatementOfAPersonMustNotWriteAndEndsAfterItsTime() {
        for (String refused : List.of("CREATE (:Tag {name: 'a'})", "CREATE INDEX FOR (t:Tag) ON (t.x)",
                "MATCH (t:Tag RETURN t",
                "UNWIND range(1, 100000000) AS a UNWIND range(1, 100000) AS b RETURN count(a + b)")) {
            assertThatExceptionOfType(RecallException.class).as(refused)
                    .isThrownBy(() -> graph.query(refused, Map.of(), 10, Duration.ofMillis(500)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INVALID));
        }
        assertThat(graph.read(TAGS, Map.of(), row -> row.string("name"))).isEmpty();
    }

    @Test
    void readingAColumnAsAnotherTypeIsAnError() {
        GraphRow row = graph.read(statement("RETURN 'a' AS text, null AS nothing"), Map.of(), r -> r).getFirst();

        assertThatIllegalStateException().isThrownBy(() -> row.integer("text")).withMessageContaining("column text");
        assertThatIllegalStateException().isThrownBy(() -> row.string("nothing"))
                .withMessage("column nothing is null");
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> row.string("missing"))
                .withMessage("the result has no column missing; its columns are [text, nothing]");
    }

    @Test
    void neighboursAreTheNewestRelationshipsOfANode() {
        graph.write(tx -> tx.execute(statement("""
                MATCH (old) WHERE old:User OR old:Content DETACH DELETE old
                WITH count(*) AS deleted
                CREATE (u:User {user_id: 'u'})-[:FOLLOWS]->(:User {user_id: 'v'})
                WITH u UNWIND range(1, 20) AS i
                CREATE (u)-[:CLICKED {event_id: 'a' + i, at: i}]->(c:Content {content_id: 'c' + i, title: 'Title ' + i})
                CREATE (u)-[:CLICKED {event_id: 'b' + i, at: i + 100}]->(c)"""), Map.of()));
        GraphExplorer explorer = new GraphExplorer(graph);

        GraphTable found = explorer.neighbours(NodeLabel.USER, "u", 3);

        assertThat(found.nodes()).extracting(GraphTable.Node::key).containsExactlyInAnyOrder("u", "v", "c20", "c19",
                "c18");
        assertThat(found.nodes()).contains(new GraphTable.Node("Content", "c20", "Title 20"));
        assertThat(found.relationships()).hasSize(4)
                .anySatisfy(each -> assertThat(each.at()).isEqualTo(120L));
        assertThat(found.rows()).extracting(row -> row.getLast()).containsOnly(20L, 1L);
        assertThat(explorer.neighbours(NodeLabel.USER, "v", 3).nodes()).hasSize(2);
        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> explorer.neighbours(NodeLabel.TAG, "none", 3))
                .withMessage("the graph has no Tag 'none'")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.NOT_FOUND));
        GraphTable paths = explorer.paths(NodeLabel.USER, "v", NodeLabel.CONTENT, "c7");
        assertThat(paths.rows()).hasSize(2); // two clicks
        assertThat(paths.nodes()).extracting(GraphTable.Node::key).containsExactly("v", "u", "c7");
        assertThat(paths.relationships()).extracting(GraphTable.Relationship::type).contains("FOLLOWS", "CLICKED");
    }

    @Test
    void keysOfAttributesAndCategoriesAreReadable() {
        graph.write(tx -> tx.execute(statement("""
                MATCH (old) WHERE old:Attribute OR old:Category OR old:Content DETACH DELETE old
                WITH count(*) AS deleted
                CREATE (c:Content {content_id: 'polish'})
                CREATE (c)-[:HAS_ATTRIBUTE]->(:Attribute {key: 'brand\\u001fOPI', property: 'brand', value: 'OPI'})
                CREATE (c)-[:IN_CATEGORY]->(n:Category {key: 'content\\u001fMakeup\\u001fNails', name: 'Nails'})
                CREATE (:Category {key: 'item\\u001fMakeup\\u001fNails', name: 'Nails'})-[:MAPS_TO]->(n)"""),
                Map.of()));
        GraphExplorer explorer = new GraphExplorer(graph);

        GraphTable brand = explorer.neighbours(NodeLabel.ATTRIBUTE, "brand=OPI", 3);
        assertThat(brand.nodes()).first().isEqualTo(new GraphTable.Node("Attribute", "brand=OPI", null));
        assertThat(brand.rows().getFirst()).startsWith("Attribute brand=OPI", "HAS_ATTRIBUTE", "Content polish");
        GraphTable paths = explorer.paths(
                NodeLabel.CATEGORY, "item:Makeup/Nails", NodeLabel.ATTRIBUTE, "brand\u001fOPI");
        assertThat(paths.nodes()).extracting(GraphTable.Node::toString).containsExactly(
                "Category item:Makeup/Nails", "Category Makeup/Nails", "Content polish", "Attribute brand=OPI");
        assertThat(graph.query("MATCH (a:Attribute) RETURN a", Map.of(), 2, Duration.ofSeconds(10)).rows())
                .containsExactly(List.of("Attribute brand=OPI"));
        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> explorer.neighbours(NodeLabel.CATEGORY, "Nails", 3))
                .withMessage("the graph has no Category 'Nails'");
    }

    @Test
    void aStatementOfAPersonCanOnlyReadTheGraph() {
        GraphExplorer explorer = new GraphExplorer(graph);

        GraphTable rows = explorer.run("UNWIND range(1, 1200) AS i RETURN i, i % 2 = 0 AS even, {a: [i, null]} AS map");
        assertThat(rows.columns()).containsExactly("i", "even", "map");
        assertThat(rows.rows()).hasSize(GraphExplorer.MAX_ROWS).startsWith(
                List.of(1L, false, Map.of("a", Arrays.asList(1L, null))));
        assertThat(rows.truncated()).isTrue();
        for (String refused : List.of("CREATE (:Tag {name: 'x'})", "MATCH (t:Tag) SET t.name = 'x' RETURN t",
                "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line", "CALL db.labels() YIELD label RETURN label",
                "CALL { LOAD CSV FROM 'http://localhost/' AS line RETURN line } RETURN line",
                nested("[x IN range(1, i) | COLLECT { %s }]"), nested("CASE WHEN i > 0 THEN COLLECT { %s } END"),
                nested("reduce(all = [], x IN range(1, i) | all + COLLECT { %s })"),
                nested("coalesce(null, COLLECT { %s })"), nested("COLLECT { %s }[0]"),
                "UNWIND [1] AS i RETURN [x IN range(1, i) | COLLECT { CALL db.labels() YIELD label RETURN label }]",
                "UNWIND [1] AS i RETURN any(x IN [i] WHERE EXISTS { CALL db.labels() YIELD label RETURN label })",
                "CREATE INDEX FOR (t:Tag) ON (t.x)", "SHOW TRANSACTIONS", "TERMINATE TRANSACTION 'neo4j-transaction-1'",
                "SHOW SETTINGS", "nonsense", "RETURN $missing", "RETURN 1; RETURN 2",
                "EXPLAIN CREATE (:Tag)", "PROFILE CREATE (:Tag {name: 'x'})")) {
            assertThatExceptionOfType(RecallException.class).as(refused).isThrownBy(() -> explorer.run(refused))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INVALID));
        }
        assertThat(tags()).isEmpty();
        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> new GraphExplorer(graph, Duration.ofMillis(200))
                        .run("UNWIND range(1, 10000000000) AS i RETURN sum(i % 7)"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INVALID));
    }

    private static String nested(String expression) {
        return "UNWIND [1] AS i RETURN "
                + expression.formatted("LOAD CSV FROM 'http://localhost/' AS line RETURN line");
    }

    @Test
    void anErrorInAStatementOfAPersonHasItsPlaceInTheStatement() {
        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> new GraphExplorer(graph).run("MATCH (n)\nRETURN m"))
                .withMessageContaining(
                        "Variable `m` not defined (line 2, column 8 (offset: 17))\n\"RETURN m\"\n        ^");
        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> new GraphExplorer(graph).run("RETURN m"))
                .withMessageContaining("(line 1, column 8 (offset: 7))\n\"RETURN m\"\n        ^");
    }

    @Test
    void writesOfATransactionAreCommittedTogether() {
        WriteCounts counts = graph.write(tx -> {
            tx.execute(CREATE_TAG, Map.of("name", "one"));
            assertThat(tx.run(TAGS, Map.of(), row -> row.string("name"))).containsExactly("one");
            return tx.execute(CREATE_TAG, Map.of("name", "two"));
        });
        assertThat(counts.nodesCreated()).isEqualTo(1);
        assertThat(tags()).containsExactly("one", "two");
    }

    @Test
    void aFailedWriteIsRolledBack() {
        assertThatIllegalStateException().isThrownBy(() -> graph.write(tx -> {
            tx.execute(CREATE_TAG, Map.of("name", "one"));
            throw new IllegalStateException("changed my mind");
        })).withMessage("changed my mind");
        assertThat(tags()).isEmpty();
    }

    @Test
    void aConstraintViolationIsAConflictAndIsRolledBack() {
        graph.write(tx -> tx.execute(CREATE_TAG, Map.of("name", "one")));

        assertThatExceptionOfType(RefusedWriteException.class).isThrownBy(() -> graph.write(tx -> {
            tx.execute(CREATE_TAG, Map.of("name", "two"));
            return tx.execute(CREATE_TAG, Map.of("name", "one"));
        })).withMessageContaining("test/statement violates a constraint")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.CONFLICT));
        assertThat(tags()).containsExactly("one");
    }

    @Test
    void aValueThatTheGraphCannotStoreIsRefused() {
        CypherStatement create = statement("CREATE (t:Tag {name: 'one'}) SET t += $properties");

        assertThatExceptionOfType(RefusedWriteException.class)
                .isThrownBy(() -> graph.write(tx -> tx.execute(create, Map.of("properties", Map.of("a\0b", 1)))))
                .withMessageStartingWith("the graph cannot store it (");
        assertThatExceptionOfType(RefusedWriteException.class).isThrownBy(
                () -> graph.write(tx -> tx.execute(create, Map.of("properties", Map.of("a", Map.of("b", 1))))));
        assertThat(tags()).isEmpty();
    }

    @Test
    void anEventIdentityIsUniqueWithinItsType() {
        CypherStatement click = statement("""
                MERGE (u:User {user_id: 'u'}) MERGE (c:Content {content_id: $content})
                CREATE (u)-[:CLICKED {event_id: 'e'}]->(c)""");
        graph.write(tx -> tx.execute(click, Map.of("content", "a")));

        assertThatExceptionOfType(RefusedWriteException.class)
                .isThrownBy(() -> graph.write(tx -> tx.execute(click, Map.of("content", "b"))));
    }

    @Test
    void streamsMoreRowsThanOneFetch() {
        AtomicInteger seen = new AtomicInteger();
        graph.stream(statement("UNWIND range(1, $n) AS i RETURN i"), Map.of("n", 300_000), row -> {
            if (row.integer("i") == seen.get() + 1) {
                seen.incrementAndGet();
            }
        });
        assertThat(seen).as("rows in ascending order").hasValue(300_000);
    }

    @Test
    void anExceptionFromTheSinkEndsTheStream() {
        AtomicInteger seen = new AtomicInteger();
        assertThatIllegalStateException().isThrownBy(
                () -> graph.stream(statement("UNWIND range(1, 1000000) AS i RETURN i"), Map.of(), row -> {
                    if (seen.incrementAndGet() == 10) {
                        throw new IllegalStateException("enough");
                    }
                })).withMessage("enough");
        assertThat(seen).hasValue(10);
        assertThat(tags()).isEmpty();
    }

    @Test
    void aDeadlockIsRetried() throws Exception {
        graph.write(tx -> tx.execute(CREATE_TAG, Map.of("name", "one")));
        graph.write(tx -> tx.execute(CREATE_TAG, Map.of("name", "two")));
        CountDownLatch bothLockedOne = new CountDownLatch(2);
        AtomicInteger attempts = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<WriteCounts>> writers = new ArrayList<>();
            for (List<String> order : List.of(List.of("one", "two"), List.of("two", "one"))) {
                writers.add(threads.submit(() -> graph.write(tx -> {
                    attempts.incrementAndGet();
                    touch(tx, order.getFirst());
                    bothLockedOne.countDown();
                    await(bothLockedOne);
                    return touch(tx, order.getLast());
                })));
            }
            for (Future<WriteCounts> writer : writers) {
                writer.get();
            }
        }
        assertThat(attempts.get()).isGreaterThan(2);
        assertThat(graph.read(statement("MATCH (t:Tag) RETURN sum(t.weight) AS touches"), Map.of(),
                row -> row.integer("touches"))).containsExactly(4L);
    }

    @Test
    void aWriterThatStopsInTheMiddleIsTerminatedAndRepeatsItsWrite() throws Exception {
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<WriteCounts> stopped = thread.submit(() -> graph.write(tx -> {
                attempts.incrementAndGet();
                tx.execute(LOCK, Map.of());
                tx.execute(CREATE_TAG, Map.of("name", "late"));
                locked.countDown();
                await(written);
                return touch(tx, "late");
            }));
            await(locked);

            graph.write(tx -> {
                tx.execute(LOCK, Map.of());
                return tx.execute(CREATE_TAG, Map.of("name", "other"));
            });

            assertThat(tags()).containsExactly("other");
            written.countDown();
            stopped.get();
        }
        assertThat(attempts).hasValue(2);
        assertThat(tags()).containsExactly("late", "other");
    }

    @Test
    void aWriterThatWorksKeepsTheLock() throws Exception {
        CountDownLatch locked = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<WriteCounts> working = thread.submit(() -> graph.write(tx -> {
                attempts.incrementAndGet();
                tx.execute(LOCK, Map.of());
                locked.countDown();
                long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
                while (System.nanoTime() < end) {
                    tx.execute(statement("UNWIND range(1, 3000000) AS i RETURN sum(i % 7)"), Map.of());
                }
                return tx.execute(CREATE_TAG, Map.of("name", "working"));
            }));
            await(locked);

            List<String> tags = graph.write(tx -> {
                tx.execute(LOCK, Map.of());
                return tx.run(TAGS, Map.of(), row -> row.string("name"));
            });
            assertThat(tags).containsExactly("working");
            working.get();
        }
        assertThat(attempts).hasValue(1);
    }

    @Test
    void aWriteThatIsTerminatedAgainAndAgainIsUnavailable() {
        AtomicInteger attempts = new AtomicInteger();

        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> graph.write(tx -> {
            attempts.incrementAndGet();
            tx.execute(CREATE_TAG, Map.of("name", "one"));
            List<String> idle = graph.read(statement("SHOW TRANSACTIONS YIELD transactionId, currentQuery "
                    + "WHERE currentQuery = '' RETURN transactionId AS id"), Map.of(), row -> row.string("id"));
            graph.stream(statement("TERMINATE TRANSACTIONS $ids"), Map.of("ids", idle), row -> {
            });
            return touch(tx, "one");
        })).satisfies(e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));

        assertThat(attempts).hasValue(5);
        assertThat(tags()).isEmpty();
    }

    @Test
    void aRejectedStatementIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> graph.read(new CypherStatement("test/broken", "RETRUN 1"), Map.of(), row -> row))
                .withMessageContaining("test/broken was rejected by Neo4j");
    }

    @Test
    void aWrongPasswordIsUnavailable() {
        try (GraphClient stranger = GraphClient.connect(address.uri(), address.user(), "guess-guess-guess")) {
            assertThatExceptionOfType(RecallException.class).isThrownBy(() -> stranger.probe(TAGS))
                    .withMessageContaining("rejected the user name or password")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
        }
    }

    @Test
    void aClosedPortIsUnavailable() throws IOException {
        URI closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = URI.create("bolt://127.0.0.1:" + socket.getLocalPort());
        }
        try (GraphClient client = GraphClient.connect(closed, address.user(), address.password())) {
            assertThatExceptionOfType(RecallException.class).isThrownBy(() -> client.probe(TAGS))
                    .withMessageContaining("Neo4j at " + closed + " does not respond")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
        }
    }

    @Test
    void theProcessesOfADatabaseThatHangsAreUnknownSoon() throws IOException {
        try (ServerSocket hanging = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("bolt://127.0.0.1:" + hanging.getLocalPort());
            assertThat(CompletableFuture.supplyAsync(() -> GraphUsers.others(uri, address.user(), address.password())))
                    .succeedsWithin(Duration.ofSeconds(8)).isEqualTo(List.of());
        }
    }

    private static WriteCounts touch(GraphTransaction tx, String tag) {
        return tx.execute(statement("MATCH (t:Tag {name: $name}) SET t.weight = coalesce(t.weight, 0) + 1"),
                Map.of("name", tag));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> tags() {
        return graph.read(TAGS, Map.of(), row -> row.string("name"));
    }

    private static CypherStatement statement(String text) {
        return new CypherStatement("test/statement", text);
    }
}
