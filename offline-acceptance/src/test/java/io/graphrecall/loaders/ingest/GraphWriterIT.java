package io.graphrecall.loaders.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.loaders.format.CatalogueFormat;
import io.graphrecall.loaders.format.Conversion;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.UserId;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

class GraphWriterIT extends GraphWriterTestBase {

    GraphWriterIT(GraphAddress address) {
        super(address);
    }

    @Test
    void aBatchThatViolatesAConstraintIsHalvedUntilTheInvalidRecordIsIsolated() {
        graph.run("CREATE CONSTRAINT test_title IF NOT EXISTS FOR (n:Item) REQUIRE n.title IS UNIQUE");
        try {
            List<String> items = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                items.add("{'item_id':'i%d','title':'%s'}".formatted(i, i == 3 || i == 7 ? "same" : "t" + i));
            }
            WriteReport report = writer
                    .writeItems(items.stream().map(GraphWriterTestBase::json)
                            .map(json -> CatalogueFormat.item(json, Conversion.UNREPORTED))
                            .toList());

            assertThat(report.written()).isEqualTo(8);
            assertThat(report.rejected()).singleElement().satisfies(rejection -> {
                assertThat(rejection.index()).isEqualTo(7);
                assertThat(rejection.reason()).contains("violates a constraint", "same");
            });
            assertThat(graph.ask("MATCH (i:Item) RETURN i.item_id AS id ORDER BY id", row -> row.string("id")))
                    .containsExactly("i0", "i1", "i2", "i3", "i4", "i5", "i6", "i8");
        } finally {
            graph.run("DROP CONSTRAINT test_title");
        }
    }

    @Test
    void warmingUpChangesNothing() {
        events("{'event_id':'e','user_id':'u','action':'click','content_id':'c','timestamp':1}");
        String count = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) + count(r) AS n";
        List<Long> before = graph.ask(count, row -> row.integer("n"));

        writer.warmUp();

        assertThat(graph.ask(count, row -> row.integer("n"))).isEqualTo(before);
        assertThat(events("{'event_id':'e','user_id':'u','action':'click','content_id':'c','timestamp':1}").seq())
                .isEqualTo(1);
    }

    @Test
    void aRecordThatTheGraphCannotStoreIsIsolated() {
        List<Content> batch = records("{'content_id':'a'}\n{'content_id':'b'}\n{'content_id':'c'}\n{'content_id':'d'}")
                .map(json -> CatalogueFormat.content(json, Conversion.UNREPORTED))
                .collect(Collectors.toCollection(ArrayList::new));
        Description empty = batch.getFirst().description();
        batch.set(1, new Content(new ContentId("b"), new Description(
                null, null, List.of(), Map.of(), List.of(), null, null, null, Description.Status.ACTIVE, empty.media(),
                Map.of(), Map.of("a\0name", 1L))));

        WriteReport report = writer.writeContents(batch);

        assertThat(report.written()).isEqualTo(3);
        assertThat(report.rejected()).singleElement().satisfies(rejection -> {
            assertThat(rejection.index()).isEqualTo(1);
            assertThat(rejection.reason()).startsWith("the graph cannot store it (");
        });
    }

    @Test
    void aDeletedContentIsMarkedAndRestoredByANewRecord() {
        contents("{'content_id':'c','title':'t'}");
        events("{'user_id':'u','action':'click','content_id':'c','timestamp':1}");

        assertThat(writer.deleteContent(new ContentId("c"))).isEqualTo(3);
        assertThat(writer.deleteContent(new ContentId("c"))).isEqualTo(3);
        assertThat(status()).containsExactly("deleted 3");
        assertThat(graph.number("MATCH ()-[r:CLICKED]->() RETURN count(r) AS n")).isEqualTo(1);
        assertThat(contents("{'content_id':'c','title':'t'}").written()).isEqualTo(1);
        assertThat(status()).containsExactly("active 4");
        assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> writer.deleteContent(new ContentId("nope"))).withMessage("there is no content 'nope'")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.NOT_FOUND));
    }

    @Test
    void aUserIsDeletedWithItsEvents() {
        users("{'user_id':'u','follows':['a']}");
        events("{'user_id':'u','action':'click','content_id':'c','timestamp':1}");

        assertThat(writer.deleteUser(new UserId("u"))).isTrue();
        assertThat(writer.deleteUser(new UserId("u"))).isFalse();
        assertThat(graph.number("MATCH (u:User {user_id: 'u'}) RETURN count(u) AS n")).isZero();
        assertThat(graph.number("MATCH ()-[r]->() RETURN count(r) AS n")).isZero();
    }

    @Test
    void aDeletedUserTakesAlongTheQueriesThatNobodyElseUsed() {
        events("""
                {'user_id':'u','action':'search','query':'my rash','timestamp':1}
                {'user_id':'u','action':'click','content_id':'c','query':'my rash','timestamp':2}
                {'user_id':'u','action':'click','content_id':'c','query':'typed without a search','timestamp':3}
                {'user_id':'u','action':'search','query':'shoes','timestamp':4}
                {'user_id':'other','action':'search','query':'shoes','timestamp':5}
                {'user_id':'u','action':'search','query':'boots','timestamp':6}
                {'user_id':'other','action':'click','content_id':'c','query':'boots','timestamp':7}""");
        graph.run("MATCH (q:Query {text: 'boots'}), (c:Content) CREATE (q)-[:LED_TO {count: 1}]->(c)");
        graph.run("MATCH (q:Query {text: 'my rash'}), (c:Content) CREATE (q)-[:LED_TO {count: 1}]->(c)");

        assertThat(writer.deleteUser(new UserId("u"))).isTrue();

        assertThat(graph.ask("MATCH (q:Query) RETURN q.text AS text ORDER BY text", row -> row.string("text")))
                .containsExactly("boots", "shoes");
        assertThat(graph.number("MATCH (:User {user_id: 'other'})-[r]->() RETURN count(r) AS n")).isEqualTo(2);
    }

    @Test
    void whatNamedADeletedUserIsMarkedAsChanged() {
        users("""
                {'user_id':'fan','follows':['u']}
                {'user_id':'foe','blocks':['u']}
                {'user_id':'stranger','follows':['fan']}""");
        contents("{'content_id':'mine','author':'u'}\n{'content_id':'theirs','author':'fan'}");
        long before = graph.number("MATCH (s:Sequence) RETURN s.value AS n");

        writer.deleteUser(new UserId("u"));

        assertThat(graph.number("MATCH (s:Sequence) RETURN s.value AS n")).isEqualTo(before + 1);
        assertThat(graph.ask("MATCH (n) WHERE n.seq = " + (before + 1)
                + " RETURN coalesce(n.user_id, n.content_id) AS key ORDER BY key", row -> row.string("key")))
                .containsExactly("fan", "foe", "mine");
    }

    @Test
    void writingARecordAgainThatNamedADeletedUserRestoresTheLink() {
        String people = "{'user_id':'fan','follows':['u']}\n{'user_id':'foe','blocks':['u']}\n{'user_id':'stranger'}";
        String works = "{'content_id':'mine','author':'u'}\n{'content_id':'anonymous'}";
        users(people);
        contents(works);
        List<String> before = graph.dump();
        writer.deleteUser(new UserId("u"));

        assertThat(users(people).written()).isEqualTo(2);
        assertThat(contents(works).written()).isEqualTo(1);
        assertThat(graph.dump()).filteredOn(line -> line.startsWith("(")).isNotEmpty()
                .isEqualTo(before.stream().filter(line -> line.startsWith("(")).toList());
    }

    @Test
    void aGraphHasOneMeaningOfTimestamps() {
        DataSet real = new DataSet("a", DataSet.Timestamps.REAL, DataSet.Protocol.TEMPORAL);
        DataSet order = new DataSet("b", DataSet.Timestamps.ORDER_ONLY, DataSet.Protocol.LEAVE_ONE_OUT);
        writer.writeDataSet(real);
        writer.writeDataSet(order);
        assertThat(graph.dump()).contains("[DataSet]{name=b, protocol=leave-one-out, timestamps=order-only}")
                .filteredOn(line -> line.startsWith("[DataSet]")).hasSize(1);
        contents("{'content_id':'c'}");
        writer.writeDataSet(order);
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> writer.writeDataSet(real))
                .withMessageContaining("the graph contains data set 'b' with timestamps order-only")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.CONFLICT));
    }

    @Test
    void aGraphWithoutDataSetHasRealTimestamps() {
        contents("{'content_id':'c'}");
        DataSet order = new DataSet("b", DataSet.Timestamps.ORDER_ONLY, DataSet.Protocol.LEAVE_ONE_OUT);
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> writer.writeDataSetIfAbsent(order))
                .withMessageContaining("with timestamps real; 'b' has order-only timestamps")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.CONFLICT));
        writer.writeDataSetIfAbsent(DataSet.UNNAMED);
        assertThat(graph.dump()).anyMatch(line -> line.startsWith("[DataSet]") && line.contains("timestamps=real"));
    }

    @Test
    void concurrentWritersLoseNothing() throws Exception {
        int each = 40;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int w = 0; w < 4; w++) {
                int own = w;
                writers.add(threads.submit(() -> {
                    GraphWriter one = new GraphWriter(graph.client());
                    for (int batch = 0; batch < each; batch++) {
                        one.writeEvents(hotEvents(own, batch));
                        one.writeContents(
                                List.of(CatalogueFormat
                                        .content(json("{'content_id':'c" + own + "','n':" + batch + "}"),
                                                Conversion.UNREPORTED)));
                    }
                }));
            }
            for (Future<?> one : writers) {
                one.get();
            }
        }
        assertThat(graph.number("MATCH ()-[r:CLICKED]->() RETURN count(r) AS n")).isEqualTo(40L * each);
        assertThat(
                graph.ask("MATCH (u:User) RETURN size(u.impressed) AS n ORDER BY u.user_id", row -> row.integer("n")))
                .containsExactly(160L, 160L, 160L);
        assertThat(graph.number("MATCH (s:Sequence) RETURN s.value AS n")).isEqualTo(8L * each);
    }

    /** Clicks and impressions of the same few users on the same few contents. */
    private List<BehaviourEvent> hotEvents(int writerNumber, int batch) {
        List<BehaviourEvent> events = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            events.add(
                    event("{'event_id':'e%d-%d-%d','user_id':'u%d','action':'click','content_id':'c%d','timestamp':1}"
                            .formatted(writerNumber, batch, i, i % 3, i % 4), i));
        }
        for (int user = 0; user < 3; user++) {
            events.add(event("{'user_id':'u%d','action':'impression','content_id':'shown %d %d','timestamp':1}"
                    .formatted(user, writerNumber, batch), user));
        }
        return events;
    }

    private List<String> status() {
        return graph.ask("MATCH (c:Content) RETURN c.status + ' ' + c.seq AS s", row -> row.string("s"));
    }
}
