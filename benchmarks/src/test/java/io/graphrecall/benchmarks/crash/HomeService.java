package io.graphrecall.benchmarks.crash;

import io.graphrecall.home.RecallHome;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.service.RecallServer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Process with a service on a home, which a test kills. */
final class HomeService {

    private HomeService() {}

    /** @param arguments home, address and user of the graph, file with the password */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        GraphAddress address = new GraphAddress(
                URI.create(arguments[1]), arguments[2], Files.readString(Path.of(arguments[3])));
        try (RecallHome home = RecallHome.remote(Path.of(arguments[0]), address);
                RecallServer server = home.serve(home.settings(), Clock.systemUTC())) {
            System.out.println("Serving at port " + server.port());
            Thread.currentThread().join();
        }
    }
}
