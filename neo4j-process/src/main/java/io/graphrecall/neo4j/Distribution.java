package io.graphrecall.neo4j;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the class path of the Neo4j process lies: the folder that system property {@code graphrecall.neo4j.dist} or
 * environment variable {@code GRAPHRECALL_NEO4J_DIST} names, else {@code neo4j-local/target/dist} in a folder above this
 * code or above the working directory.
 */
final class Distribution {

    private static final Path BUILT = Path.of("neo4j-local", "target", "dist");

    private Distribution() {}

    static Path locate() {
        String named = Launch.setting("dist", "");
        Optional<Path> found = named.isEmpty()
                ? Stream.of(code(), Path.of("")).flatMap(Distribution::above).map(folder -> folder.resolve(BUILT))
                        .filter(Distribution::complete).findFirst()
                : Optional.of(Path.of(named).toAbsolutePath()).filter(Distribution::complete);
        return found.orElseThrow(() -> new RecallException(Code.NOT_FOUND, named.isEmpty()
                ? "the local Neo4j is not built: there is no " + BUILT + "; run mvn package"
                : named + " holds no local Neo4j: there is no jvm.options in it"));
    }

    private static boolean complete(Path folder) {
        return Files.isRegularFile(folder.resolve("jvm.options")) && Files.isDirectory(folder.resolve("lib"));
    }

    private static Stream<Path> above(Path folder) {
        return Stream.iterate(folder.toAbsolutePath(), path -> path != null, Path::getParent);
    }

    private static Path code() {
        try {
            return Path.of(Distribution.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError("a file URL is a URI", e);
        }
    }
}
