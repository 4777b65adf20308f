package io.graphrecall.cypher;

import io.graphrecall.schema.Sha256;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One step of the schema: the resource {@code schema/VVV-NAME.cypher}. Its statements end in semicolons and are
 * idempotent.
 *
 * @param version    position in the order of migrations, from 1
 * @param statements statements in execution order
 */
record Migration(int version, String name, List<CypherStatement> statements) {

    Migration {
        statements = List.copyOf(statements);
        if (statements.isEmpty()) {
            throw new IllegalArgumentException("migration " + version + " has no statement");
        }
    }

    static Migration of(int version, String name) {
        CypherStatement file = CypherStatement.of("schema/%03d-%s".formatted(version, name));
        return of(version, name, file.text());
    }

    static Migration of(int version, String name, String text) {
        return new Migration(version, name,
                Arrays.stream(text.split(";")).map(String::strip).filter(statement -> !statement.isEmpty())
                        .map(statement -> new CypherStatement("schema/" + name, statement)).toList());
    }

    /** Returns the SHA-256 of the statements. Each run of white space counts as one space. */
    String checksum() {
        return Sha256.hex(statements.stream().map(statement -> statement.text().replaceAll("\\s+", " ") + ';')
                .collect(Collectors.joining()));
    }
}
