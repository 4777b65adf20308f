package io.graphrecall.cypher;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All statement files of {@code cypher}. */
final class StatementFiles {

    /** Creates every label, type and property key. */
    static final CypherStatement SEED = CypherStatement.of("test/seed");

    private static final Path FOLDER = Path.of("../cypher/src/main/resources/io/graphrecall/cypher");

    private StatementFiles() {}

    /** Returns the names of all files, sorted. */
    static List<String> names() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).map(file -> FOLDER.relativize(file).toString())
                    .map(file -> file.replaceFirst("\\.cypher$", "")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the content of a file, including its comment. */
    static String source(String name) {
        try {
            return Files.readString(FOLDER.resolve(name + ".cypher"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns every statement, once for each valid combination of placeholder values. */
    static List<CypherStatement> all() {
        return Stream.concat(
                GraphSchema.MIGRATIONS.stream().flatMap(migration -> migration.statements().stream()),
                names().stream().filter(name -> !name.startsWith("schema/")).flatMap(StatementFiles::filled)).toList();
    }

    private static Stream<CypherStatement> filled(String name) {
        Set<String> words = new HashSet<>(List.of(source(name).replaceAll("(?m)^//.*$", "").split("\\W+")));
        if (words.contains("LABEL")) {
            return Arrays.stream(NodeLabel.values()).map(label -> CypherStatement.of(name, label));
        }
        if (!words.contains("RELATIONSHIP") && !words.contains("TARGET")) {
            return Stream.of(CypherStatement.of(name));
        }
        return Arrays.stream(RelationshipType.values())
                .flatMap(type -> type.from().stream().flatMap(source -> type.to().stream()
                        .map(target -> CypherStatement.of(name, type, source, target))))
                .distinct();
    }
}
