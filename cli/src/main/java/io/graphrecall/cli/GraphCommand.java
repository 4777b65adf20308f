package io.graphrecall.cli;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.neo4j.LocalGraph;
import picocli.CommandLine.Command;

@Command(name = "graph", description = "Starts, opens and stops the local Neo4j of the home folder.", synopsisSubcommandLabel = "COMMAND")
final class GraphCommand extends HomeCommand {

    @Command(name = "start", description = "Starts the local Neo4j. It runs until graph stop.")
    void start() {
        console().print("Running at " + LocalGraph.startDetached(home().folder()).address().uri());
    }

    @Command(name = "open", description = "Prints how another Neo4j client opens the local Neo4j: address, user, and the file with the password. Starts it if it is not running; it then runs until graph stop.")
    void open() {
        LocalGraph.Status status = LocalGraph.status(home().folder());
        GraphAddress address = status.address()
                .orElseGet(() -> LocalGraph.startDetached(home().folder()).address());
        console().print("Address:  " + address.uri());
        console().print("User:     " + address.user());
        console().print("Password: in " + LocalGraph.passwordFile(home().folder()));
        console().print("For example: cypher-shell -a " + address.uri() + " -u " + address.user() + " -p \"$(cat "
                + LocalGraph.passwordFile(home().folder()) + ")\"");
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
