package io.graphrecall.cypher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

@ExtendWith(RunningGraph.class)
class GraphClientIT {

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
    void readingAColumnAsAnotherTypeIsAnError() {
        GraphRow row = graph.read(statement("RETURN 'a' AS text, null AS nothing"), Map.of(), r -> r).getFirst();

        assertThatIllegalStateException().isThrownBy(() -> row.integer("text")).withMessageContaining("column text");
        assertThatIllegalStateException().isThrownBy(() -> row.string("nothing"))
                .withMessage("column nothing is null");
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> row.string("missing"))
                .withMessage("the result has no column missing; its columns are [text, nothing]");
    }

    @Test
    void writesOfATransactionAreCommittedTogether() {
        WriteCounts counts = graph.write(tx -> {
            tx.execute(CREATE_TAG, Map.of("name", "one"));
            assertThat(tx.run(TAGS, Map.of(), row -> row.string("name"))).containsExactly("one");
            return tx.execute(CREATE_TAG, Map.of("name", "two"));
        });
        assertThat(counts.nodesCreated()).isEqualTo(1);
        assertThat(counts.propertiesSet()).isEqualTo(1);
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
    void aRejectedStatementIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> graph.read(new CypherStatement("test/broken", "RETRUN 1"), Map.of(), row -> row))
                .withMessageContaining("test/broken was rejected by Neo4j");
    }

    @Test
    void aWrongPasswordIsUnavailable() {
        try (GraphClient stranger = GraphClient.connect(address.uri(), address.user(), "guess-guess-guess")) {
            assertThatExceptionOfType(RecallException.class).isThrownBy(stranger::ping)
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
            assertThatExceptionOfType(RecallException.class).isThrownBy(client::ping)
                    .withMessageContaining("Neo4j at " + closed + " does not respond")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
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
