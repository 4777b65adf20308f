package io.graphrecall.cypher;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One step of the schema: the resource {@code schema/VVV-NAME.cypher}, whose statements end in semicolons and may each
 * be run again without harm.
 *
 * @param version    position in the order of migrations, from 1
 * @param statements in their order
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

    /** SHA-256 of the statements; white space and line ends count as one space. */
    String checksum() {
        MessageDigest digest = sha256();
        for (CypherStatement statement : statements) {
            digest.update(statement.text().replaceAll("\\s+", " ").getBytes(StandardCharsets.UTF_8));
            digest.update((byte) ';');
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
