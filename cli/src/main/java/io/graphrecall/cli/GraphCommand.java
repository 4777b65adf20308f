package io.graphrecall.cli;

import io.graphrecall.neo4j.LocalGraph;
import picocli.CommandLine.Command;

@Command(name = "graph", description = "Starts and stops the local Neo4j of the home.", synopsisSubcommandLabel = "COMMAND")
final class GraphCommand extends HomeCommand {

    @Command(name = "start", description = "Starts it; it runs until it is stopped.")
    void start() {
        console().print("running at " + LocalGraph.startDetached(home().folder()).address().uri());
    }

    @Command(name = "stop", description = "Stops it.")
    void stop() {
        console().print(LocalGraph.stop(home().folder()) ? "stopped" : "not running");
    }

    @Command(name = "status", description = "Tells whether it runs, and where.")
    void status() {
        LocalGraph.Status status = LocalGraph.status(home().folder());
        console().print(status.address()
                .map(address -> "running at " + address.uri() + ", process " + status.pid())
                .orElse("not running"));
    }
}
