package io.graphrecall.cli;

import io.graphrecall.neo4j.LocalGraph;
import picocli.CommandLine.Command;

@Command(name = "graph", description = "Starts and stops the local Neo4j of the home folder.", synopsisSubcommandLabel = "COMMAND")
final class GraphCommand extends HomeCommand {

    @Command(name = "start", description = "Starts the local Neo4j. It runs until graph stop.")
    void start() {
        console().print("Running at " + LocalGraph.startDetached(home().folder()).address().uri());
    }

    @Command(name = "stop", description = "Stops the local Neo4j.")
    void stop() {
        console().print(LocalGraph.stop(home().folder()) ? "Stopped" : "Not running");
    }

    @Command(name = "status", description = "Shows the state and the address of the local Neo4j.")
    void status() {
        LocalGraph.Status status = LocalGraph.status(home().folder());
        console().print(status.address()
                .map(address -> "Running at " + address.uri() + ", process " + status.pid())
                .orElse("Not running"));
    }
}
