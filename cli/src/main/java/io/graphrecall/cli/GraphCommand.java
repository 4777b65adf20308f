package io.graphrecall.cli;

import io.graphrecall.cypher.GraphUsers;
import io.graphrecall.home.RecallHome;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.neo4j.LocalGraph;
import io.graphrecall.offline.ContentCommunities;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

@Command(name = "graph", description = "Starts, opens and stops the local Neo4j of the home folder, and finds communities in the graph.", synopsisSubcommandLabel = "COMMAND")
final class GraphCommand extends HomeCommand {

    @Command(name = "start", description = "Starts the local Neo4j for all following commands. It runs until graph stop. Does nothing if it runs already.")
    void start() {
        Path folder = folder();
        LocalGraph.requireNoneOfAnotherCommand(folder);
        LocalGraph.Status status = LocalGraph.status(folder);
        console().print(status.address().map(running -> "Already running at " + running.uri())
                .orElseGet(() -> "Running at " + startDetached(folder).uri()));
    }

    private GraphAddress startDetached(Path folder) {
        Progress progress = console().progress();
        progress.begin("Starting Neo4j", -1);
        GraphAddress address = LocalGraph.startDetached(folder).address();
        progress.end("ready");
        return address;
    }

    @Command(name = "open", description = "Prints how another Neo4j client opens the local Neo4j: address, user, and the file with the password. Starts it if it is not running; it then runs until graph stop.")
    void open() {
        Path folder = folder();
        GraphAddress address = LocalGraph.status(folder).address()
                .orElseGet(() -> startDetached(folder));
        console().print("Address:  " + address.uri());
        console().print("User:     " + address.user());
        console().print("Password: in " + LocalGraph.passwordFile(folder));
        console().print("For example: " + shellCommand(address, LocalGraph.passwordFile(folder)));
    }

    /** Returns a command without the password as an argument, which every user of the machine could read. */
    static String shellCommand(GraphAddress address, Path passwordFile) {
        return "NEO4J_PASSWORD=\"$(cat '" + passwordFile.toString().replace("'", "'\\''")
                + "')\" cypher-shell -a " + address.uri() + " -u " + address.user();
    }

    @Command(name = "stop", description = "Stops the local Neo4j.")
    void stop(
            @Option(names = "--force", description = "Stop it even if a running command, such as serve, started it and uses it.") boolean force) {
        Path folder = folder();
        LocalGraph.Status status = LocalGraph.status(folder);
        if (!status.isRunning()) {
            if (LocalGraph.isLocked(folder)) {
                throw new RecallException(RecallException.Code.CONFLICT, "Neo4j of " + folder
                        + " is not ready, but a process uses its store: a Neo4j that starts or ends, or a command such as "
                        + "recall backup; wait a moment, then try again");
            }
            console().print(notRunning(folder));
            return;
        }
        if (status.isOwned() && !force) {
            throw new RecallException(RecallException.Code.CONFLICT, "Neo4j (process " + status.pid()
                    + ") was started by another command, such as recall serve, which uses it and stops it at its end; end that "
                    + "command, or add --force");
        }
        List<Long> users = status.address()
                .map(running -> GraphUsers.others(running.uri(), running.user(), running.password())).orElse(List.of());
        LocalGraph.stop(folder);
        console().print(stopped(users));
    }

    /** @param users ids of the processes that were connected */
    static String stopped(List<Long> users) {
        return users.isEmpty()
                ? "Stopped"
                : "Stopped while process " + users.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + " used it; a running recall serve goes on recalling from memory, and accepts posts again after "
                        + "recall graph start";
    }

    private static String notRunning(Path folder) {
        return LocalGraph.hasStore(folder)
                ? "Not running"
                : "Not running: " + folder + " has no graph; name another home folder with --home";
    }

    @Command(name = "status", description = "Shows the state and the address of the local Neo4j.")
    void status() {
        Path folder = folder();
        LocalGraph.Status status = LocalGraph.status(folder);
        console().print(status.address()
                .map(address -> "Running at " + address.uri() + ", process " + status.pid()
                        + (status.isOwned() ? ", until the command ends that started it" : ""))
                .orElseGet(() -> notRunning(folder)));
    }

    /** Returns the home folder of the local Neo4j. */
    private Path folder() {
        requireLocal("graph", "its own tools");
        return home().folder();
    }

    @Command(name = "communities", description = "Finds communities of contents with GDS and writes them to the graph for exploration. The contents of a community share users, tags, attributes or categories. Replaces earlier communities. Recall does not use them.")
    void communities(
            @Option(names = "--resolution", paramLabel = "X", defaultValue = "1", description = "Resolution of the modularity; larger values give more and smaller communities (default: ${DEFAULT-VALUE}).") double resolution,
            @Option(names = "--seed", paramLabel = "S", defaultValue = "0", description = "Seed (default: ${DEFAULT-VALUE}).") long seed) {
        if (!(resolution > 0) || Double.isInfinite(resolution)) {
            throw wrongUsage("--resolution must be above 0");
        }
        if (seed < 0) {
            throw wrongUsage("--seed must be 0 or more");
        }
        try (RecallHome home = home().openExisting(console().progress())) {
            ContentCommunities.Written written = home.writeCommunities(resolution, seed, console().progress());
            console().print(
                    Counts.of(written.communities(), "community") + " of " + Counts.of(written.contents(), "content")
                            + ", "
                            + Counts.of(written.largest())
                            + " in the largest one; show them with: recall cypher communities");
        }
    }
}
