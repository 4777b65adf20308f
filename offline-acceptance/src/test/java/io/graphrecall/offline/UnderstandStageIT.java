package io.graphrecall.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.cypher.testing.GraphTestBase;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

class UnderstandStageIT extends GraphTestBase {

    /** 120 complete contents about sport and food, and two with a title only. */
    private static final String FIXTURE = """
            CREATE (:Sequence {name: 'seq', value: 1}),
                   (sport:Category {key: 'content\u001f运动', name: '运动', path: ['运动'], domain: 'content'}),
                   (food:Category {key: 'content\u001f美食', name: '美食', path: ['美食'], domain: 'content'}),
                   (ball:Tag {name: '体育'}), (cook:Tag {name: '做菜'}),
                   (brand:Attribute {key: '品牌\u001f耐克', property: '品牌', value: '耐克'}),
                   (:Content {content_id: 'new sport', title: '耐克足球鞋上脚 #开箱'}),
                   (:Content {content_id: 'new food', title: '清蒸鲈鱼怎么做才鲜'}),
                   (:Query {text: '排骨怎么烧'})
            WITH *
            UNWIND range(0, 59) AS i
            CREATE (s:Content {content_id: 's' + i, title: ['篮球比赛绝杀', '耐克足球练习', '跑步十公里打卡'][i % 3] + '第' + i + '集'}),
                   (s)-[:IN_CATEGORY]->(sport), (s)-[:HAS_TAG {weight: 1.0, source: 'given'}]->(ball),
                   (s)-[:HAS_ATTRIBUTE]->(brand),
                   (f:Content {content_id: 'f' + i, title: ['红烧肉的家常做法', '牛肉面教程', '今天做糖醋排骨'][i % 3] + '第' + i + '集'}),
                   (f)-[:IN_CATEGORY]->(food), (f)-[:HAS_TAG {weight: 1.0, source: 'given'}]->(cook)""";
    private static final String UNDERSTOOD = """
            MATCH (n)-[r:HAS_TAG|IN_CATEGORY|HAS_ATTRIBUTE]->(t)
            WHERE r.source IN ['text', 'meaning'] AND 0 < r.weight <= 1
            RETURN coalesce(n.content_id, n.text) + ' ' + type(r) + ' ' + coalesce(t.name, t.key) + ' ' + r.source AS line
            ORDER BY line""";
    private static final String GIVEN = """
            MATCH (n)-[r:HAS_TAG|IN_CATEGORY|HAS_ATTRIBUTE]->(t) WHERE coalesce(r.source, 'given') = 'given'
            RETURN toString(count(*)) AS line""";

    @TempDir
    private Path folder;

    UnderstandStageIT(GraphAddress address) {
        super(address, FIXTURE);
    }

    @Test
    void addsMissingMetadataAndReplacesItsOwnPredictionsOnly() {
        List<String> given = graph.lines(GIVEN);
        build(Stage.UNDERSTAND);
        List<String> understood = graph.lines(UNDERSTOOD);

        assertThat(understood).contains("new sport IN_CATEGORY 运动 meaning", "new food IN_CATEGORY 美食 meaning",
                "new sport HAS_TAG 开箱 text", "new sport HAS_TAG 体育 meaning", "new food HAS_TAG 做菜 meaning",
                "new sport HAS_ATTRIBUTE 品牌\u001f耐克 text", "排骨怎么烧 HAS_TAG 做菜 meaning");
        assertThat(understood).noneMatch(line -> line.matches("[sf]\\d+ (IN_CATEGORY|HAS_TAG) .*"));
        assertThat(graph.lines(GIVEN)).isEqualTo(given);

        build(Stage.UNDERSTAND);
        assertThat(graph.lines(UNDERSTOOD)).isEqualTo(understood);

        graph.run("""
                MATCH (c:Content {content_id: 'new sport'}), (g:Category {name: '美食'}) SET c.title = '足球'
                CREATE (c)-[:IN_CATEGORY]->(g)""");
        build(Stage.UNDERSTAND);
        assertThat(graph.lines(UNDERSTOOD)).contains("new food IN_CATEGORY 美食 meaning").doesNotContain(
                "new sport IN_CATEGORY 运动 meaning", "new sport HAS_TAG 开箱 text",
                "new sport HAS_ATTRIBUTE 品牌\u001f耐克 text");
    }

    /** While another program erases a user, Neo4j can return the user's queries without their properties. */
    @Test
    void aQueryThatIsErasedMeanwhileDoesNotFailABuild() {
        graph.run("""
                MATCH (tag:Tag {name: '体育'}), (content:Content {content_id: 'new sport'})
                CREATE (erased:Query)-[:LED_TO]->(content), (erased)-[:HAS_TAG {source: 'text'}]->(tag),
                       (erased)-[:HAS_TAG {source: 'meaning', weight: 0.9}]->(tag)""");
        build(Stage.UNDERSTAND);
        assertThat(build(Stage.EXTRACT).metrics()).containsEntry("queries", 1.0);
    }

    @Test
    void aBuildEncodesTexts() {
        GenerationManifest manifest = build(Stage.TABLES);

        try (Generation generation = store().open(manifest.id())) {
            GraphTables tables = GraphTables.read(generation);
            CsrTable near = VectorSpace.neighbours(generation, EncoderModel.SPACE).inMemory();
            int food = tables.contents().ordinal("new food");
            assertThat(VectorSpace.read(generation, EncoderModel.SPACE).vectors().dimensions()).isEqualTo(512);
            assertThat(tables.contents().key(near.column(near.start(food)))).startsWith("f");
        }
    }

    private GenerationManifest build(Stage stage) {
        BuildOptions options = BuildOptions.DEFAULT.withStages(EnumSet.of(Stage.TABLES, stage))
                .withTraining(TrainingOptions.NONE);
        return new GenerationBuild(graph.client(), store(), folder).run(options, Progress.NONE).orElseThrow();
    }

    private GenerationStore store() {
        return new GenerationStore(folder.resolve("generations"));
    }
}
