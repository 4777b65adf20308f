package io.graphrecall.cypher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

class CypherStatementTest {

    @Test
    void removesTheHeaderComment() {
        assertThat(CypherStatement.of("explore/migrations").text()).startsWith("MATCH (migration:Migration)");
    }

    @Test
    void replacesPlaceholdersBySchemaConstants() {
        CypherStatement statement = CypherStatement.of("test/placeholders", RelationshipType.SEARCHED, NodeLabel.USER,
                NodeLabel.QUERY);
        assertThat(statement.text()).isEqualTo("MATCH (s:User {user_id: $s})-[r:SEARCHED]->(t:Query {text: $t})\n"
                + "RETURN r.source AS RELATIONSHIPS");
    }

    @Test
    void replacesLabelsOfATypeWithSeveralLabels() {
        CypherStatement statement = CypherStatement.of("test/placeholders", RelationshipType.HAS_TAG, NodeLabel.ITEM,
                NodeLabel.TAG);
        assertThat(statement.text()).contains("(s:Item {item_id: $s})-[r:HAS_TAG]->(t:Tag {name: $t})");
    }

    @Test
    void rejectsLabelsThatTheTypeCannotConnect() {
        assertThatIllegalArgumentException().isThrownBy(() -> CypherStatement.of("test/placeholders",
                RelationshipType.HAS_TAG, NodeLabel.USER, NodeLabel.TAG)).withMessageContaining(
                        "HAS_TAG does not start at User");
    }

    @Test
    void rejectsAPlaceholderWithoutValue() {
        assertThatIllegalArgumentException().isThrownBy(() -> CypherStatement.of("test/placeholders"))
                .withMessageContaining("has no value for placeholder");
    }

    @Test
    void rejectsUnknownAndInvalidNames() {
        assertThatIllegalArgumentException().isThrownBy(() -> CypherStatement.of("ingest/no-such-statement"))
                .withMessage("there is no statement ingest/no-such-statement");
        assertThatIllegalArgumentException().isThrownBy(() -> CypherStatement.of("../secrets"))
                .withMessageContaining("'../secrets'");
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyFileStartsWithAComment(String name) {
        assertThat(StatementFiles.source(name)).startsWith("// ").endsWith("\n");
    }

    static List<String> names() {
        return StatementFiles.names();
    }
}
