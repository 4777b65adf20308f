package io.graphrecall.loaders.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.format.CatalogueFormat;
import io.graphrecall.loaders.format.EventFormat;
import io.graphrecall.loaders.format.Occurrences;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.loaders.testing.TestGraph;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.UserId;
import io.graphrecall.testkit.RunningGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

@ExtendWith(RunningGraph.class)
class GraphWriterIT {

    private final EventFormat format = new EventFormat(Clock.systemUTC(), DataSet.Timestamps.REAL);
    private final TestGraph graph;
    private final GraphWriter writer;

    GraphWriterIT(GraphAddress address) {
        graph = new TestGraph(address);
        writer = new GraphWriter(graph.client());
    }

    @BeforeEach
    void empty() {
        graph.empty();
    }

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void anEventIsOneRelationshipBetweenNodesThatAreMadeForIt() {
        WriteReport report = events(
                """
                        {'event_id':'e1','user_id':'u','action':'click','content_id':'c','timestamp':5,'dwell_ms':7,'scene':'feed','query':'Gel Nails','request_id':'r'}
                        {'event_id':'e2','user_id':'u','action':'search','query':'gel nails','timestamp':4}
                        {'event_id':'e3','user_id':'u','action':'purchase','item_id':'i','timestamp':6}""");

        assertThat(report).isEqualTo(new WriteReport(3, 0, List.of(), 1,
                Map.of(NodeLabel.USER, 1, NodeLabel.CONTENT, 1, NodeLabel.ITEM, 1, NodeLabel.QUERY, 1)));
        assertThat(graph.dump()).containsExactly(
                "(u)-CLICKED{at=5, dwell_ms=7, event_id=e1, ord=0, query=gel nails, request_id=r, scene=feed}->(c)",
                "(u)-PURCHASED{at=6, event_id=e3, ord=2}->(i)", "(u)-SEARCHED{at=4, event_id=e2, ord=1}->(gel nails)",
                "[Content]{content_id=c}", "[Item]{item_id=i}", "[Query]{text=gel nails}",
                "[Sequence]{locked=true, name=seq, value=1}", "[User]{user_id=u}");
    }

    @Test
    void writingAgainChangesNothing() {
        String batch = """
                {'event_id':'e1','user_id':'u','action':'click','content_id':'c','timestamp':5,'dwell_ms':7}
                {'user_id':'u','action':'like','content_id':'c','timestamp':5}
                {'user_id':'u','action':'like','content_id':'c','timestamp':5}
                {'user_id':'u','action':'impression','content_id':'c','timestamp':4}""";
        events(batch);
        List<String> before = graph.dump();
        WriteReport again = events(batch);

        assertThat(again).isEqualTo(new WriteReport(0, 4, List.of(), 1, Map.of()));
        assertThat(graph.dump()).isEqualTo(before);
        assertThat(graph.number("MATCH ()-[r:LIKED]->() RETURN count(r) AS n")).isEqualTo(2);
    }

    @Test
    void theSameIdentityWithOtherFactsIsRejectedAndTheRestIsWritten() {
        events("""
                {'event_id':'e1','user_id':'u','action':'click','content_id':'c','timestamp':5,'dwell_ms':7}
                {'event_id':'e2','user_id':'u','action':'view','item_id':'c','timestamp':5}""");
        WriteReport report = events("""
                {'event_id':'e1','user_id':'v','action':'click','content_id':'c','timestamp':5,'dwell_ms':7}
                {'event_id':'e1','user_id':'u','action':'play','content_id':'c','timestamp':5,'dwell_ms':7}
                {'event_id':'e2','user_id':'u','action':'view','item_id':'d','timestamp':5}
                {'event_id':'e1','user_id':'u','action':'click','content_id':'c','timestamp':6,'dwell_ms':7}
                {'event_id':'e1','user_id':'u','action':'click','content_id':'c','timestamp':5}
                {'event_id':'e3','user_id':'u','action':'click','content_id':'new','timestamp':5}
                {'event_id':'e1','user_id':'u','action':'impression','content_id':'c','timestamp':5}
                {'event_id':'e3','user_id':'u','action':'click','content_id':'newer','timestamp':5}""");

        assertThat(report.written()).isEqualTo(1);
        assertThat(report.unchanged()).isZero();
        assertThat(report.rejected()).containsExactly(
                new Rejection(0, "event_id 'e1' is that of another event: user_id 'u', not 'v'"),
                new Rejection(1, "event_id 'e1' is that of another event: action 'click', not 'play'"),
                new Rejection(2, "event_id 'e2' is that of another event: item_id 'c', not 'd'"),
                new Rejection(3, "event_id 'e1' is that of another event: timestamp '1970-01-01T00:00:00.005Z', not "
                        + "'1970-01-01T00:00:00.006Z'"),
                new Rejection(4, "event_id 'e1' is that of another event: dwell_ms '7', not none"),
                new Rejection(6, "event_id 'e1' is that of another event: action 'click', not 'impression'"),
                new Rejection(7, "event_id 'e3' is that of another event: content_id 'new', not 'newer'"));
        assertThat(graph.number("MATCH ()-[r:CLICKED|PLAYED|VIEWED]->() RETURN count(r) AS n")).isEqualTo(3);
        assertThat(graph.number("MATCH (c:Content {content_id: 'newer'}) RETURN count(c) AS n")).isZero();
        assertThat(graph.number("MATCH (u:User {user_id: 'v'}) RETURN count(u) AS n")).isZero();
    }

    @Test
    void aComputedIdentityWithOtherDwellIsRejectedToo() {
        events("{'user_id':'u','action':'click','content_id':'c','timestamp':5,'dwell_ms':1}");
        WriteReport report = events("{'user_id':'u','action':'click','content_id':'c','timestamp':5,'dwell_ms':2}");
        assertThat(report.rejected()).singleElement().extracting(Rejection::reason).asString()
                .endsWith("is that of another event: dwell_ms '1', not '2'");
    }

    @Test
    void aBatchThatBreaksAConstraintIsHalvedUntilTheBadRecordStandsAlone() {
        graph.run("CREATE CONSTRAINT test_title IF NOT EXISTS FOR (n:Item) REQUIRE n.title IS UNIQUE");
        try {
            List<String> items = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                items.add("{'item_id':'i%d','title':'%s'}".formatted(i, i == 3 || i == 7 ? "same" : "t" + i));
            }
            WriteReport report = writer.writeItems(items.stream().map(GraphWriterIT::json).map(CatalogueFormat::item)
                    .toList());

            assertThat(report.written()).isEqualTo(8);
            assertThat(report.rejected()).singleElement().satisfies(rejection -> {
                assertThat(rejection.index()).isEqualTo(7);
                assertThat(rejection.reason()).contains("breaks a constraint", "same");
            });
            assertThat(graph.ask("MATCH (i:Item) RETURN i.item_id AS id ORDER BY id", row -> row.string("id")))
                    .containsExactly("i0", "i1", "i2", "i3", "i4", "i5", "i6", "i8");
        } finally {
            graph.run("DROP CONSTRAINT test_title");
        }
    }

    @Test
    void aUserKeepsTheNewestImpressionsWhateverOrderTheyComeIn() {
        List<BehaviourEvent> shown = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            shown.add(impression("c" + i, 1000 + i));
        }
        shown.add(impression("c550", 10_000));
        shown.add(impression("c599", 1));
        writer.writeEvents(shown.subList(300, 602));
        writer.writeEvents(shown.subList(0, 300));

        List<String> window = impressed();
        assertThat(window).hasSize(500).startsWith("c100", "c101").endsWith("c598", "c599", "c550")
                .doesNotHaveDuplicates();
        WriteReport again = writer.writeEvents(shown);
        assertThat(again.written()).isZero();
        assertThat(again.unchanged()).isEqualTo(602);
        assertThat(impressed()).isEqualTo(window);
    }

    @Test
    void aContentArrivesWithEverythingItsRecordSays() {
        WriteReport report = contents(
                """
                        {'content_id':'c','title':'猫眼 💅','description':'d','category':['A','B'],'attributes':{'brand':['X','Y']},'tags':['t1','t2'],'author':'u','published_at':1,'expires_at':2,'status':'hidden','media':{'cover':'a.jpg','frames':['1','2']},'vectors':{'clip':[0.5,2]},'price':9,'codes':['a','b'],'size':{'w':1},'mixed':['a',1]}""");

        assertThat(report).isEqualTo(
                new WriteReport(1, 0, List.of(), 1, Map.of(NodeLabel.TAG, 2, NodeLabel.USER, 1)));
        Map<String, Object> properties = graph
                .ask("MATCH (c:Content) RETURN properties(c) AS p", row -> row.map("p")).getFirst();
        assertThat(properties).contains(entry("title", "猫眼 💅"), entry("description", "d"), entry("published_at", 1L),
                entry("expires_at", 2L), entry("status", "hidden"),
                entry("media", "{\"cover\":\"a.jpg\",\"frames\":[\"1\",\"2\"]}"),
                entry("vector_clip", List.of(0.5, 2.0)), entry("extra_price", 9L),
                entry("extra_codes", List.of("a", "b")), entry("extra_size", "{\"w\":1}"),
                entry("extra_mixed", "[\"a\",1]"), entry("seq", 1L));
        assertThat(relationships()).containsExactly("(A)-CHILD_OF-none", "(B)-CHILD_OF-A", "c-HAS_ATTRIBUTE-brand=X",
                "c-HAS_ATTRIBUTE-brand=Y", "c-HAS_TAG-t1", "c-HAS_TAG-t2", "c-IN_CATEGORY-B", "u-PUBLISHED-c");
    }

    @Test
    void aContentWrittenAgainReplacesWhatItWas() {
        contents("{'content_id':'c','title':'old','description':'d','category':['A','B'],'attributes':{'brand':['X']},"
                + "'tags':['t1'],'author':'u','vectors':{'clip':[1]},'price':9}");
        graph.run("MATCH (c:Content), (t:Tag) CREATE (c)-[:HAS_TAG {weight: 0.5, source: 'title'}]->(t)");
        WriteReport report = contents(
                "{'content_id':'c','title':'new','category':['A','C'],'tags':['t2'],'author':'v'}");

        assertThat(report.written()).isEqualTo(1);
        assertThat(report.seq()).isEqualTo(2);
        assertThat(graph.ask("MATCH (c:Content) RETURN keys(c) AS k", row -> row.strings("k")).getFirst())
                .containsExactlyInAnyOrder("content_id", "title", "status", "seq", "digest");
        assertThat(graph.ask("MATCH (:Content)-[r:HAS_TAG]->(t) RETURN t.name + ' ' + r.source AS tag ORDER BY tag",
                row -> row.string("tag"))).containsExactly("t1 title", "t2 given");
        assertThat(relationships()).contains("c-IN_CATEGORY-C", "v-PUBLISHED-c")
                .doesNotContain("c-IN_CATEGORY-B", "u-PUBLISHED-c", "c-HAS_ATTRIBUTE-brand=X");
    }

    @Test
    void anUnchangedContentKeepsItsSeq() {
        String batch = """
                {'content_id':'a','title':'one','tags':['t'],'attributes':{'x':['1'],'y':['2']},'n':1,'m':2}
                {'content_id':'b','title':'two'}""";
        contents(batch);
        List<String> before = graph.dump();
        assertThat(contents(batch)).isEqualTo(new WriteReport(0, 2, List.of(), 1, Map.of()));
        assertThat(graph.dump()).isEqualTo(before);

        WriteReport report = contents("""
                {'content_id':'a','title':'one','tags':['t'],'attributes':{'y':['2'],'x':['1']},'m':2,'n':1}
                {'content_id':'b','title':'two!'}""");
        assertThat(report).isEqualTo(new WriteReport(1, 1, List.of(), 2, Map.of()));
        assertThat(graph.ask("MATCH (c:Content) RETURN c.content_id + c.seq AS s ORDER BY s", row -> row.string("s")))
                .containsExactly("a1", "b2");
    }

    @Test
    void ofTwoRecordsOfOneContentTheLaterCounts() {
        WriteReport report = contents("""
                {'content_id':'a','title':'first'}
                {'content_id':'a','title':'second'}""");
        assertThat(report).isEqualTo(new WriteReport(1, 1, List.of(), 1, Map.of()));
        assertThat(graph.ask("MATCH (c:Content) RETURN c.title AS t", row -> row.string("t")))
                .containsExactly("second");
    }

    @Test
    void idsAndTextsMayHoldAnyCharacter() {
        String odd = "a/b \\\" \\u0027 ` $x {y} \\n💅 %41";
        contents("{'content_id':'" + odd + "','title':'\\\"}) DETACH DELETE n //','tags':['" + odd + "'],'"
                + odd.replace("\\n", "") + "':'kept','attributes':{'" + odd + "':['" + odd + "']}}");
        events("{'user_id':'" + odd + "','action':'click','content_id':'" + odd + "','timestamp':1}");

        String plain = "a/b \" ' ` $x {y} \n💅 %41";
        assertThat(graph.ask("MATCH (u:User)-[:CLICKED]->(c:Content)-[:HAS_TAG]->(t) RETURN u.user_id AS u, "
                + "c.content_id AS c, t.name AS t, c.title AS title",
                row -> List.of(row.string("u"), row.string("c"), row.string("t"), row.string("title"))))
                .containsExactly(List.of(plain, plain, plain, "\"}) DETACH DELETE n //"));
        assertThat(graph.ask("MATCH (c:Content) RETURN properties(c) AS p", row -> row.map("p")).getFirst())
                .containsEntry("extra_" + plain.replace("\n", ""), "kept");
        assertThat(writer.deleteUser(new UserId(plain))).isTrue();
    }

    @Test
    void aUserIsReplacedButKeepsItsBehaviour() {
        users("{'user_id':'u','profile':{'age':3,'city':'X'},'follows':['a','b'],'blocks':['x'],'mutes':['t']}");
        events("{'user_id':'u','action':'impression','content_id':'c','timestamp':1}\n"
                + "{'user_id':'u','action':'click','content_id':'c','timestamp':1}");
        WriteReport report = users("{'user_id':'u','follows':['b','c']}");

        assertThat(report.written()).isEqualTo(1);
        assertThat(report.bareNodes()).containsExactly(entry(NodeLabel.USER, 1));
        assertThat(graph.dump()).contains("(u)-FOLLOWS{}->(b)", "(u)-FOLLOWS{}->(c)")
                .noneMatch(line -> line.contains("BLOCKS") || line.contains("MUTES") || line.contains("profile"))
                .anyMatch(line -> line.startsWith("(u)-CLICKED"));
        assertThat(impressed()).containsExactly("c");
        assertThat(users("{'user_id':'u','follows':['b','c']}").unchanged()).isEqualTo(1);
    }

    @Test
    void categoriesHaveAllTheirLevelsAndTheirCounterpart() {
        categories("""
                {'category':['A','B','C']}
                {'category':['S','T'],'domain':'item','maps_to':['A','B']}""");
        List<String> before = graph.dump();
        WriteReport again = categories("""
                {'category':['S','T'],'domain':'item','maps_to':['A','B']}
                {'category':['A','B','C']}""");
        assertThat(again.unchanged()).isEqualTo(2);
        assertThat(graph.dump()).isEqualTo(before);

        categories("{'category':['S','T'],'domain':'item','maps_to':['A','D']}");
        assertThat(graph.ask("MATCH (a:Category)-[:MAPS_TO]->(b) RETURN a.path + b.path + [a.domain, b.domain] AS p",
                row -> row.strings("p"))).containsExactly(List.of("S", "T", "A", "D", "item", "content"));
        assertThat(graph.number("MATCH (:Category)-[r:CHILD_OF]->(:Category) RETURN count(r) AS n")).isEqualTo(4);
        assertThat(graph.number("MATCH (c:Category) RETURN count(c) AS n")).isEqualTo(6);
    }

    @Test
    void aTagThatWouldBeItsOwnAncestorIsRejected() {
        WriteReport report = tags("""
                {'tag':'a','parent':'b','synonyms':['A']}
                {'tag':'b','parent':'c'}
                {'tag':'c','parent':'a'}
                {'tag':'d','parent':'a'}""");
        assertThat(report.written()).isEqualTo(3);
        assertThat(report.rejected())
                .containsExactly(new Rejection(2, "tag 'c' would be an ancestor of itself through 'a'"));
        assertThat(tags("{'tag':'b','parent':'d'}").rejected()).hasSize(1);
        assertThat(tags("{'tag':'a'}").written()).isEqualTo(1);
        assertThat(tags("{'tag':'c','parent':'a'}").written()).isEqualTo(1);
        assertThat(graph.dump()).contains("(b)-CHILD_OF{}->(c)", "(c)-CHILD_OF{}->(a)", "(d)-CHILD_OF{}->(a)");
    }

    @Test
    void aDeletedContentIsMarkedAndComesBackWhenPosted() {
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
    void aDeletedUserTakesItsEventsAlong() {
        users("{'user_id':'u','follows':['a']}");
        events("{'user_id':'u','action':'click','content_id':'c','timestamp':1}");

        assertThat(writer.deleteUser(new UserId("u"))).isTrue();
        assertThat(writer.deleteUser(new UserId("u"))).isFalse();
        assertThat(graph.number("MATCH (u:User {user_id: 'u'}) RETURN count(u) AS n")).isZero();
        assertThat(graph.number("MATCH ()-[r]->() RETURN count(r) AS n")).isZero();
    }

    @Test
    void aGraphHoldsOneKindOfTime() {
        DataSet real = new DataSet("a", DataSet.Timestamps.REAL, DataSet.Protocol.TEMPORAL);
        DataSet order = new DataSet("b", DataSet.Timestamps.ORDER_ONLY, DataSet.Protocol.LEAVE_ONE_OUT);
        writer.writeDataSet(real);
        writer.writeDataSet(order);
        assertThat(graph.dump()).contains("[DataSet]{name=b, protocol=leave-one-out, timestamps=order-only}")
                .filteredOn(line -> line.startsWith("[DataSet]")).hasSize(1);
        contents("{'content_id':'c'}");
        writer.writeDataSet(order);
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> writer.writeDataSet(real))
                .withMessageContaining("the graph holds data set 'b' with timestamps order-only")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.CONFLICT));
    }

    @Test
    void writersBesideEachOtherLoseNothing() throws Exception {
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
                                        .content(json("{'content_id':'c" + own + "','n':" + batch + "}"))));
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

    private BehaviourEvent impression(String content, long at) {
        return event("{'user_id':'u','action':'impression','content_id':'%s','timestamp':%d}".formatted(content, at),
                0);
    }

    private WriteReport events(String lines) {
        Occurrences occurrences = Occurrences.counting();
        List<BehaviourEvent> batch = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            batch.add(format.parse(json(line), batch.size(), occurrences));
        }
        return writer.writeEvents(batch);
    }

    private BehaviourEvent event(String line, long order) {
        return format.parse(json(line), order, Occurrences.counting());
    }

    private WriteReport contents(String lines) {
        return writer.writeContents(records(lines).map(CatalogueFormat::content).toList());
    }

    private WriteReport users(String lines) {
        return writer.writeUsers(records(lines).map(CatalogueFormat::user).toList());
    }

    private WriteReport tags(String lines) {
        return writer.writeTags(records(lines).map(CatalogueFormat::tag).toList());
    }

    private WriteReport categories(String lines) {
        return writer.writeCategories(records(lines).map(CatalogueFormat::category).toList());
    }

    private static Stream<JsonNode> records(String lines) {
        return lines.lines().map(GraphWriterIT::json);
    }

    private static JsonNode json(String line) {
        return StrictJson.parse(line.replace("\\\"", "\u0001").replace("'", "\"").replace("\u0001", "\\\""));
    }

    private List<String> impressed() {
        return graph.ask("MATCH (u:User {user_id: 'u'}) RETURN u.impressed AS i", row -> row.strings("i")).getFirst();
    }

    private List<String> status() {
        return graph.ask("MATCH (c:Content) RETURN c.status + ' ' + c.seq AS s", row -> row.string("s"));
    }

    /** Relationships of the catalogue by the names people use. */
    private List<String> relationships() {
        return graph.ask("""
                MATCH (a:Category) OPTIONAL MATCH (a)-[:CHILD_OF]->(b)
                RETURN '(' + a.name + ')-CHILD_OF-' + coalesce(b.name, 'none') AS r
                UNION MATCH (a:Content)-[l:HAS_TAG|IN_CATEGORY]->(b)
                RETURN a.content_id + '-' + type(l) + '-' + b.name AS r
                UNION MATCH (a:Content)-[:HAS_ATTRIBUTE]->(b)
                RETURN a.content_id + '-HAS_ATTRIBUTE-' + b.property + '=' + b.value AS r
                UNION MATCH (a:User)-[:PUBLISHED]->(b) RETURN a.user_id + '-PUBLISHED-' + b.content_id AS r""",
                row -> row.string("r")).stream().sorted().toList();
    }
}
