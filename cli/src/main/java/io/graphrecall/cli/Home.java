package io.graphrecall.cli;

import io.graphrecall.home.RecallHome;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.service.ServiceSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

import java.net.URI;
import java.nio.file.Path;

/** The options that every command knows: where the home is, and where the graph, if not there. */
final class Home {

    private static final Path DEFAULT = Path.of("var");

    @Option(names = "--home", scope = ScopeType.INHERIT, paramLabel = "DIR", description = "Holds the graph, generations and logs (default: var; of the demo: var/demo).")
    private @Nullable Path folder;

    @Option(names = "--neo4j-uri", scope = ScopeType.INHERIT, paramLabel = "URI", description = "A Neo4j elsewhere, bolt://… or neo4j://…; otherwise the local one of the home is used, and "
            + "started where none runs.")
    private @Nullable URI neo4jUri;

    @Option(names = "--neo4j-user", scope = ScopeType.INHERIT, paramLabel = "NAME", defaultValue = "neo4j", description = "User of that Neo4j (default: ${DEFAULT-VALUE}).")
    private String neo4jUser = "neo4j";

    @Option(names = "--neo4j-password", scope = ScopeType.INHERIT, paramLabel = "PASSWORD", defaultValue = "${env:NEO4J_PASSWORD}", description = "Its password (default: the environment variable NEO4J_PASSWORD, where others cannot read it).")
    private @Nullable String neo4jPassword;

    Path folder() {
        return folder == null ? DEFAULT : folder;
    }

    /** Where nobody said which home, takes that of the demo: the simulated world is no guest beside real data. */
    void demoUnlessSaid() {
        if (folder == null) {
            folder = DEFAULT.resolve("demo");
        }
    }

    /** Connects the graph, and starts it where that is needed. */
    RecallHome open() {
        if (neo4jUri == null) {
            return RecallHome.local(folder());
        }
        return RecallHome.remote(
                folder(), new GraphAddress(neo4jUri, neo4jUser, neo4jPassword == null ? "" : neo4jPassword));
    }

    /** The service's settings in this home. */
    ServiceSettings settings() {
        return ServiceSettings.of(folder());
    }
}
