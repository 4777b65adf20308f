package io.graphrecall.neo4j;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Location of the distribution of the Neo4j process: the folder in the system property {@code graphrecall.neo4j.dist}
 * or the environment variable {@code GRAPHRECALL_NEO4J_DIST}, else {@code neo4j-local/target/dist} in an ancestor
 * folder of this code or of the working directory.
 */
final class Distribution {

    private static final Path BUILT = Path.of("neo4j-local", "target", "dist");

    private Distribution() {}

    static Path locate() {
        String configured = Launch.setting("dist", "");
        Optional<Path> found = configured.isEmpty()
                ? Stream.of(code(), Path.of("")).flatMap(Distribution::ancestors).map(folder -> folder.resolve(BUILT))
                        .filter(Distribution::isComplete).findFirst()
                : Optional.of(Path.of(configured).toAbsolutePath()).filter(Distribution::isComplete);
        return found.orElseThrow(() -> new RecallException(Code.NOT_FOUND, configured.isEmpty()
                ? "The local Neo4j is not built: " + BUILT + " is missing. Run mvn package."
                : "The folder " + configured
                        + " is not a distribution of the local Neo4j: jvm.options or lib is missing"));
    }

    private static boolean isComplete(Path folder) {
        return Files.isRegularFile(folder.resolve("jvm.options")) && Files.isDirectory(folder.resolve("lib"));
    }

    private static Stream<Path> ancestors(Path folder) {
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
