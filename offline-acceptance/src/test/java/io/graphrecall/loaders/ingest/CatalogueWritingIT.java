package io.graphrecall.loaders.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.ContentVectors;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.UserId;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class CatalogueWritingIT extends GraphWriterTestBase {

    CatalogueWritingIT(GraphAddress address) {
        super(address);
    }

    @Test
    void aContentIsWrittenWithAllFields() {
        WriteReport report = contents(
                """
                        {'content_id':'c','title':'猫眼 💅','description':'d','category':['A','B'],'attributes':{'brand':['X','Y']},'tags':['t1','t2'],'author':'u','published_at':1,'expires_at':2,'status':'hidden','media':{'cover':'a.jpg','frames':['1','2']},'vectors':{'clip':[0.5,2]},'price':9,'codes':['a','b'],'size':{'w':1},'mixed':['a',1],'none':[],'blank':['']}""");

        assertThat(report).isEqualTo(
                new WriteReport(1, 0, List.of(), 1, Map.of(NodeLabel.TAG, 2, NodeLabel.USER, 1)));
        Map<String, Object> properties = graph
                .ask("MATCH (c:Content) RETURN properties(c) AS p", row -> row.map("p")).getFirst();
        assertThat(properties).contains(entry("title", "猫眼 💅"), entry("description", "d"), entry("published_at", 1L),
                entry("expires_at", 2L), entry("status", "hidden"),
                entry("media_cover", "a.jpg"), entry("media_frames", List.of("1", "2")),
                entry("vector_clip", List.of(0.5, 2.0)), entry("extra_price", 9L),
                entry("extra_codes", List.of("a", "b")), entry("extra_size", "{\"w\":1}"),
                entry("extra_mixed", "[\"a\",1]"), entry("extra_none", "[]"), entry("extra_blank", "[\"\"]"),
                entry("seq", 1L));
        assertThat(relationships()).containsExactly("(A)-CHILD_OF-none", "(B)-CHILD_OF-A", "c-HAS_ATTRIBUTE-brand=X",
                "c-HAS_ATTRIBUTE-brand=Y", "c-HAS_TAG-t1", "c-HAS_TAG-t2", "c-IN_CATEGORY-B", "u-PUBLISHED-c");
    }

    @Test
    void aLaterRecordReplacesTheContent() {
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
                row -> row.string("tag"))).containsExactly("t2 given");
        assertThat(relationships()).contains("c-IN_CATEGORY-C", "v-PUBLISHED-c")
                .doesNotContain("c-IN_CATEGORY-B", "u-PUBLISHED-c", "c-HAS_ATTRIBUTE-brand=X");
    }

    @Test
    void vectorsAreAddedToContents() {
        contents("{'content_id':'a','title':'one','vectors':{'clip':[1,2]}}\n{'content_id':'b'}");
        graph.run("CREATE (:Content {content_id: 'mentioned by an event'})");
        List<ContentVectors> vectors = List.of(
                vectors("a", "audio", 0.5f), vectors("b", "audio", 0.25f, 1),
                vectors("c", "audio", 1), vectors("mentioned by an event", "audio", 1));

        WriteReport report = writer.writeVectors(vectors);
        assertThat(report).isEqualTo(new WriteReport(
                2, 0, List.of(new Rejection(2, "there is no record of content 'c'"),
                        new Rejection(3, "there is no record of content 'mentioned by an event'")),
                2, Map.of()));
        assertThat(graph.ask(
                "MATCH (c:Content) WHERE c.seq IS NOT NULL RETURN c.content_id + c.seq + toString(c.vector_clip IS NULL) AS s, "
                        + "c.vector_audio AS v ORDER BY s",
                row -> row.string("s") + Arrays.toString(row.floats("v"))))
                .containsExactly("a2false[0.5]", "b2true[0.25, 1.0]");

        List<String> before = graph.dump();
        assertThat(writer.writeVectors(vectors).unchanged()).isEqualTo(2);
        assertThat(graph.dump()).isEqualTo(before);
    }

    @Test
    void aPatchChangesItsFieldsOnly() {
        contents(
                """
                        {'content_id':'c','title':'old','description':'d','category':['A','B'],'attributes':{'brand':['X','Y'],'size':['9']},'tags':['t2','t1'],'author':'u','published_at':1,'expires_at':2,'media':{'cover':'a.jpg','frames':['2','1']},'vectors':{'clip':[0.1,2]},'price':9.5,'codes':['a','b'],'depth':{'w':1,'h':{'x':2}},'mixed':['a',1],'none':[]}""");
        graph.run("MATCH (c:Content) SET c.media_folder = '/data'");
        Map<String, Object> before = properties();

        writer.patch(new ContentId("c"), json("{}"));
        assertThat(properties()).containsEntry("seq", 2L).containsEntry("media_folder", "/data")
                .usingRecursiveComparison().ignoringFields("seq", "digest").isEqualTo(before);
        assertThat(relationships()).contains("c-IN_CATEGORY-B", "u-PUBLISHED-c", "c-HAS_TAG-t1", "c-HAS_TAG-t2");

        assertThat(writer.patch(new ContentId("c"), json("""
                {'title':'new','expires_at':null,'status':'hidden','attributes':{'brand':['Z'],'size':null},
                'categories':[['C']],'depth':{'w':null,'h':{'y':3}},'vectors':{'own':[1]}}"""))).isEqualTo(3);

        assertThat(properties()).doesNotContainKey("expires_at").contains(entry("title", "new"),
                entry("description", "d"), entry("status", "hidden"), entry("extra_depth", "{\"h\":{\"x\":2,\"y\":3}}"),
                entry("vector_own", List.of(1.0)), entry("vector_clip", before.get("vector_clip")));
        assertThat(relationships()).contains("c-IN_CATEGORY-C", "c-HAS_ATTRIBUTE-brand=Z", "c-HAS_TAG-t1")
                .doesNotContain("c-IN_CATEGORY-B", "c-HAS_ATTRIBUTE-size=9");
        assertThatThrownBy(() -> writer.patch(new ContentId("c"), json("{'tags':[' '],'content_id':'c'}")))
                .hasMessage("/tags/0 is blank");
        assertThatThrownBy(() -> writer.patch(new ContentId("c"), json("{'content_id':'d'}")))
                .hasMessage("/content_id is not the id in the path");
        assertThatThrownBy(() -> writer.patch(new ContentId("d"), json("{}"))).hasMessage("unknown content 'd'");
    }

    @Test
    void aPatchOfAWithdrawnContentWithAStatusRestoresItUnlessItIsHeld() {
        contents("{'content_id':'c','title':'kept'}");
        ContentId content = new ContentId("c");
        writer.deleteContent(content);
        assertThatThrownBy(() -> writer.patch(content, json("{'title':'new'}"))).hasMessageContaining("is withdrawn");
        writer.patch(content, json("{'status':'active'}"));
        assertThat(properties()).contains(entry("title", "kept"), entry("status", "active"));
        writer.holdContent(content);
        for (String patch : List.of("{'status':'active'}", "{'title':'new'}")) {
            assertThatThrownBy(() -> writer.patch(content, json(patch))).hasMessage(Rejection.HELD);
        }
    }

    @Test
    void aPatchOfAUserMergesTheProfile() {
        users("{'user_id':'u','profile':{'age':3,'city':'X','likes':{'tea':true}},'blocks':['x'],'mutes':['t']}");
        UserId user = new UserId("u");
        writer.patch(user, json("{'profile':{'age':4,'likes':{'tea':null}},'city':null,'plan':'free','mutes':null}"));
        assertThat(graph.dump()).contains("(u)-BLOCKS{}->(x)").noneMatch(line -> line.contains("MUTES"))
                .anyMatch(line -> line.contains("profile={\"age\":4,\"likes\":{},\"plan\":\"free\"}"));
        events("{'user_id':'known','action':'click','content_id':'c','timestamp':1}");
        writer.patch(new UserId("known"), json("{'mutes':['t']}"));
        assertThat(graph.dump()).contains("(known)-MUTES{}->(t)");
    }

    @Test
    void patchesAtTheSameTimeAreAllKept() {
        contents("{'content_id':'c'}");
        GraphWriter other = new GraphWriter(graph.client());
        IntStream.range(0, 20).parallel().forEach(i -> (i % 2 == 0 ? writer : other)
                .patch(new ContentId("c"), json("{'field" + i + "':" + i + "}")));
        assertThat(properties().keySet()).filteredOn(name -> name.startsWith("extra_")).hasSize(20);
    }

    private Map<String, Object> properties() {
        return graph.ask("MATCH (c:Content) RETURN properties(c) AS p", row -> row.map("p")).getFirst();
    }

    @Test
    void aHeldContentStaysWithdrawnUntilItIsReleased() {
        contents("{'content_id':'a','title':'one'}");
        String batch = """
                {'content_id':'a','title':'one'}
                {'content_id':'early'}
                {'content_id':'b'}""";
        assertThat(writer.holdContent(new ContentId("a"))).isEqualTo(2);
        assertThat(writer.holdContent(new ContentId("early"))).isEqualTo(3);
        assertThat(writer.holdContent(new ContentId("early"))).isEqualTo(3);
        assertThat(writer.deleteContent(new ContentId("a"))).isEqualTo(3);

        WriteReport report = contents(batch);

        assertThat(report).isEqualTo(new WriteReport(1, 0,
                List.of(new Rejection(0, Rejection.HELD), new Rejection(1, Rejection.HELD)), 4, Map.of()));
        assertThat(writer.writeVectors(List.of(vectors("a", "clip", 1), vectors("c", "clip", 1))).rejected())
                .containsExactly(new Rejection(0, Rejection.HELD),
                        new Rejection(1, "there is no record of content 'c'"));
        assertThat(graph.ask("MATCH (c:Content) RETURN c.content_id + ' ' + c.status AS s ORDER BY s",
                row -> row.string("s"))).containsExactly("a deleted", "b active", "early deleted");

        writer.releaseContent(new ContentId("a"));
        writer.releaseContent(new ContentId("unknown"));
        assertThat(contents(batch).rejected()).containsExactly(new Rejection(1, Rejection.HELD));
    }

    private static ContentVectors vectors(String content, String space, float... vector) {
        return new ContentVectors(new ContentId(content), Map.of(space, vector));
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
    void theLastOfTwoRecordsOfAContentCounts() {
        WriteReport report = contents("""
                {'content_id':'a','title':'first'}
                {'content_id':'a','title':'second'}""");
        assertThat(report).isEqualTo(new WriteReport(1, 1, List.of(), 1, Map.of()));
        assertThat(graph.ask("MATCH (c:Content) RETURN c.title AS t", row -> row.string("t")))
                .containsExactly("second");
    }

    @Test
    void idsAndTextsMayContainAnyCharacter() {
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
    void aReplacedUserKeepsItsBehaviour() {
        users("{'user_id':'u','profile':{'age':3,'city':'X'},'follows':['a','b'],'blocks':['x'],'mutes':['t']}");
        events("{'user_id':'u','action':'impression','content_id':'c','timestamp':1}\n"
                + "{'user_id':'u','action':'click','content_id':'c','timestamp':1}");
        WriteReport report = users("{'user_id':'u','follows':['b','c']}");

        assertThat(report.written()).isEqualTo(1);
        assertThat(report.placeholders()).containsExactly(entry(NodeLabel.USER, 1));
        assertThat(graph.dump()).contains("(u)-FOLLOWS{}->(b)", "(u)-FOLLOWS{}->(c)")
                .noneMatch(line -> line.contains("BLOCKS") || line.contains("MUTES") || line.contains("profile"))
                .anyMatch(line -> line.startsWith("(u)-CLICKED"));
        assertThat(impressed()).containsExactly("c");
        assertThat(users("{'user_id':'u','follows':['b','c']}").unchanged()).isEqualTo(1);
    }

    @Test
    void categoriesAreWrittenWithAncestorsAndCounterpart() {
        categories("""
                {'category':['A','B','C']}
                {'category':['S','T'],'domain':'item','maps_to':['A','B']}""");
        List<String> before = graph.dump();
        WriteReport repeated = categories("""
                {'category':['S','T'],'domain':'item','maps_to':['A','B']}
                {'category':['A','B','C']}""");
        assertThat(repeated.unchanged()).isEqualTo(2);
        assertThat(graph.dump()).isEqualTo(before);

        categories("{'category':['S','T'],'domain':'item','maps_to':['A','D']}");
        assertThat(graph.ask("MATCH (a:Category)-[:MAPS_TO]->(b) RETURN a.path + b.path + [a.domain, b.domain] AS p",
                row -> row.strings("p"))).containsExactly(List.of("S", "T", "A", "D", "item", "content"));
        assertThat(graph.number("MATCH (:Category)-[r:CHILD_OF]->(:Category) RETURN count(r) AS n")).isEqualTo(4);
        assertThat(graph.number("MATCH (c:Category) RETURN count(c) AS n")).isEqualTo(6);
    }

    @Test
    void aTagCycleIsRejected() {
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
    void onlyAncestorsOfABatchAreReadToFindCycles() {
        tags("""
                {'tag':'a','parent':'b'}
                {'tag':'b','parent':'c'}
                {'tag':'c','parent':'d'}
                {'tag':'other','parent':'another'}""");

        Map<String, String> read = graph.client()
                .write(tx -> new CypherTarget(tx, 0).tagParents(List.of("b", "d", "unknown")));
        assertThat(read).isEqualTo(Map.of("b", "c", "c", "d"));
        assertThat(tags("{'tag':'d','parent':'a'}").rejected())
                .containsExactly(new Rejection(0, "tag 'd' would be an ancestor of itself through 'a'"));
    }

    @Test
    void aTurnedRoundTagParentIsNoCycle() {
        tags("{'tag':'a','parent':'b'}");
        String turned = """
                {'tag':'b','parent':'a'}
                {'tag':'a'}""";
        WriteReport report = tags(turned);
        assertThat(report.rejected()).isEmpty();
        assertThat(report.written()).isEqualTo(2);
        assertThat(graph.dump()).contains("(b)-CHILD_OF{}->(a)").doesNotContain("(a)-CHILD_OF{}->(b)");
        assertThat(tags(turned).written()).isZero();
    }

    @Test
    void ofTwoRecordsOfATagTheLaterAcceptedOneCounts() {
        tags("{'tag':'a','parent':'b'}");
        WriteReport report = tags("""
                {'tag':'b','parent':'a'}
                {'tag':'b','parent':'c'}
                {'tag':'a'}""");
        assertThat(report.rejected())
                .containsExactly(new Rejection(0, "tag 'b' would be an ancestor of itself through 'a'"));
        assertThat(graph.dump()).contains("(b)-CHILD_OF{}->(c)").doesNotContain("(b)-CHILD_OF{}->(a)");
    }

    /** Relationships of the catalogue in readable form. */
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
