package io.graphrecall.cypher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.graphrecall.schema.Action;
import io.graphrecall.schema.NodeLabel;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

class MigrationTest {

    @Test
    void schemaFilesAreNumberedWithoutGaps() {
        assertThat(GraphSchema.MIGRATIONS).extracting(Migration::version)
                .isEqualTo(IntStream.rangeClosed(1, GraphSchema.MIGRATIONS.size()).boxed().toList());
        assertThat(StatementFiles.names().stream().filter(name -> name.startsWith("schema/"))).isEqualTo(
                GraphSchema.MIGRATIONS.stream().map(m -> "schema/%03d-%s".formatted(m.version(), m.name())).toList());
    }

    @Test
    void everyLabelHasAUniquenessConstraintOnItsKey() {
        assertThat(statements()).containsAll(Arrays.stream(NodeLabel.values()).map(label -> """
                CREATE CONSTRAINT %s_key IF NOT EXISTS FOR (n:%s) REQUIRE n.%s IS UNIQUE"""
                .formatted(label.name().toLowerCase(Locale.ROOT), label.label(), label.keyProperty())).toList());
    }

    @Test
    void everyEventRelationshipTypeHasUniqueEventIds() {
        assertThat(statements()).containsAll(Arrays.stream(Action.values()).flatMap(a -> a.relationship().stream())
                .map(type -> "CREATE CONSTRAINT %s_event IF NOT EXISTS FOR ()-[r:%s]-() REQUIRE r.event_id IS UNIQUE"
                        .formatted(type.name().toLowerCase(Locale.ROOT), type))
                .toList());
    }

    @Test
    void theChecksumIgnoresWhiteSpaceOnly() {
        String checksum = Migration.of(1, "m", "CREATE INDEX a;\nCREATE INDEX b;").checksum();
        assertThat(Migration.of(1, "m", "CREATE\n  INDEX a;CREATE INDEX b\r\n").checksum()).isEqualTo(checksum);
        assertThat(Migration.of(1, "m", "CREATE INDEX b; CREATE INDEX a;").checksum()).isNotEqualTo(checksum);
        assertThat(Migration.of(1, "m", "CREATE INDEX a; CREATE INDEX c;").checksum()).isNotEqualTo(checksum);
    }

    @Test
    void rejectsAMigrationWithoutStatements() {
        assertThatIllegalArgumentException().isThrownBy(() -> Migration.of(1, "m", " ; "))
                .withMessage("migration 1 has no statement");
    }

    private static List<String> statements() {
        return GraphSchema.MIGRATIONS.stream().flatMap(migration -> migration.statements().stream())
                .map(CypherStatement::text).toList();
    }
}
