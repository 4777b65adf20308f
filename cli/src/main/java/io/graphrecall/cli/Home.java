package io.graphrecall.cli;

import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.home.RecallHome;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.neo4j.LocalGraph;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.service.ServiceSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

import java.net.URI;
import java.nio.file.Path;

/** Options of every command: the home folder and the address of the graph. */
final class Home {

    private static final Path DEFAULT = Path.of("var");

    @Option(names = "--home", scope = ScopeType.INHERIT, paramLabel = "DIR", description = "Home folder with the graph, generations and logs (default: var, for demo: var/demo).")
    private @Nullable Path folder;

    @Option(names = "--neo4j-uri", scope = ScopeType.INHERIT, paramLabel = "URI", description = "Address of another Neo4j, bolt://… or neo4j://… (default: the local Neo4j of the home folder, "
            + "started if it is not running).")
    private @Nullable URI neo4jUri;

    @Option(names = "--neo4j-user", scope = ScopeType.INHERIT, paramLabel = "NAME", defaultValue = "neo4j", description = "User of that Neo4j (default: ${DEFAULT-VALUE}).")
    private String neo4jUser = "neo4j";

    @Option(names = "--neo4j-password", scope = ScopeType.INHERIT, paramLabel = "PASSWORD", defaultValue = "${env:NEO4J_PASSWORD}", description = "Password of that Neo4j (default: the environment variable NEO4J_PASSWORD, which other users cannot read).")
    private @Nullable String neo4jPassword;

    Path folder() {
        return folder == null ? DEFAULT : folder;
    }

    /** Uses the home folder of the demo unless {@code --home} is given, so that simulated and real data do not mix. */
    void defaultToDemo() {
        if (folder == null) {
            folder = DEFAULT.resolve("demo");
        }
    }

    /** Returns true if the graph is in a remote Neo4j. */
    boolean isRemote() {
        return neo4jUri != null;
    }

    /** Opens the home folder and connects to the graph. Starts a local graph that is not running, a new one if need be. */
    RecallHome open(Progress progress) {
        if (neo4jUri == null) {
            return RecallHome.local(folder(), progress);
        }
        return RecallHome.remote(
                folder(), new GraphAddress(neo4jUri, neo4jUser, neo4jPassword == null ? "" : neo4jPassword));
    }

    /**
     * Opens a home folder that exists, else as {@link #open}.
     *
     * @throws RecallException NOT_FOUND if the graph is local and the folder has none, for example after a typing error
     */
    RecallHome openExisting(Progress progress) {
        if (!isRemote() && !LocalGraph.hasStore(folder())) {
            throw new RecallException(Code.NOT_FOUND,
                    folder() + " has no graph; load a data set first, or name another home folder with --home");
        }
        return open(progress);
    }

    /**
     * Opens the active generation of the home folder.
     *
     * @throws RecallException NOT_FOUND if there is none
     */
    Generation currentGeneration() {
        GenerationStore store = RecallHome.generations(folder());
        GenerationId current = store.current().orElseThrow(() -> new RecallException(
                Code.NOT_FOUND, folder() + " has no generation; run recall build first"));
        return store.open(current);
    }

    ServiceSettings settings() {
        return ServiceSettings.of(folder());
    }
}
