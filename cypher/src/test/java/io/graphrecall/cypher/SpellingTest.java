package io.graphrecall.cypher;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;

class SpellingTest {

    private static final Spelling VOCABULARY = Spelling.of(StatementFiles.SEED);

    @ParameterizedTest
    @MethodSource("statements")
    void everyStatementUsesOnlyKnownNames(CypherStatement statement) {
        assertThat(Spelling.of(statement).unknownTo(VOCABULARY)).as(statement.text()).isEmpty();
    }

    static List<CypherStatement> statements() {
        return StatementFiles.all();
    }

    @Test
    void theVocabularyContainsEveryLabelKeyAndType() {
        assertThat(VOCABULARY.labels())
                .containsAll(Arrays.stream(NodeLabel.values()).map(NodeLabel::label).toList())
                .containsAll(Arrays.stream(RelationshipType.values()).map(Enum::name).toList());
        assertThat(VOCABULARY.properties())
                .containsAll(Arrays.stream(NodeLabel.values()).map(NodeLabel::keyProperty).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            MERGE (c:Contnet {content_id: $id}) RETURN c; Contnet
            CREATE (c:Content {contentid: $id}); contentid
            MATCH (c:Content) SET c.tittle = $title; tittle
            MATCH (c:Content) SET c += {titel: $title}; titel
            MATCH (c:Content)-[r:HAS_TAG|HASTAG]->(t) DELETE r; HASTAG
            MATCH (c:Content) RETURN c {.content_id, .expire_at}; expire_at
            UNWIND $rows AS row MATCH (c:Content {content_id: row.id}) REMOVE c.statut; statut
            """)
    void aMisspelledNameIsFound(String text, String name) {
        assertThat(Spelling.of(new CypherStatement("test/misspelt", text)).unknownTo(VOCABULARY)).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            UNWIND $rows AS row CALL (row) { MATCH (c:Content {content_id: row.whatever}) RETURN c } RETURN c.title AS anything
            MATCH (c:Content) WHERE c.title = 'n:Nothing {at: c.nowhere}' RETURN {x: c.title, y: COUNT { (c)--() }} AS z
            """)
    void otherNamesAreIgnored(String text) {
        assertThat(Spelling.of(new CypherStatement("test/free", text)).unknownTo(VOCABULARY)).isEmpty();
    }
}
