package io.graphrecall.cli;

import io.graphrecall.home.RecallHome;
import io.graphrecall.neo4j.LocalGraph;
import io.graphrecall.service.RecallServer;
import io.graphrecall.service.ServiceSettings;
import io.graphrecall.service.http.HttpParameters;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

@Command(name = "serve", description = "Runs the HTTP service until Ctrl-C.")
final class ServeCommand extends HomeCommand implements Runnable {

    @Option(names = "--port", paramLabel = "PORT", description = "HTTP port, 0 for a free port (default: 8080 or the setting recall.http.port).")
    private @Nullable Integer port;

    @Option(names = "--as-of", paramLabel = "TIME", description = "Start time of the service clock, for historical data; a date alone means its end in UTC. Events up to one day after the later of this clock and the real clock are accepted (default: the current time).")
    private @Nullable Instant asOf;

    @Override
    public void run() {
        Integer other = port;
        ServiceSettings settings = other == null
                ? home().settings()
                : valid(() -> home().settings().withPort(other));
        Console console = console();
        settings.changes().forEach(console::print);
        settings.exposureWarning(home().folder()).ifPresent(console::print);
        settings.recall().variantWarnings().forEach(console::print);
        Objects.requireNonNull(settings.http()).requireFreePort();
        if (!home().isRemote()) {
            LocalGraph.requireNoneOfAnotherCommand(home().folder());
        }
        boolean hasGeneration = RecallHome.generations(home().folder()).current().isPresent();
        try (RecallHome home = hasGeneration
                ? home().open(console.progress())
                : home().openExisting(console.progress());
                RecallServer server = home.serve(settings, clock(asOf))) {
            console.print("Serving at " + address(settings, server.port()));
            server.startWarning().ifPresent(warning -> {
                console.print(home.folder() + ": " + warning);
                if (!hasGeneration) {
                    console.print("Run recall build with the same --home in another terminal; this service then serves "
                            + "the generation");
                }
            });
            Interruption.await();
            console.print("Stopping: open requests are answered first");
        }
        if (ClassArchive.isWrittenAtEnd()) {
            console.print(
                    "Storing the loaded classes, so that the next start is faster. This takes some seconds, once after "
                            + "an update");
        }
    }

    static String address(ServiceSettings settings, int port) {
        HttpParameters http = Objects.requireNonNull(settings.http());
        String host = http.host().contains(":") ? "[" + http.host() + "]" : http.host(); // IPv6
        return (http.tls().encrypts() ? "https://" : "http://") + host + ":" + port;
    }

    /** Returns a clock that runs from the start time, or the system clock if it is null. */
    static Clock clock(@Nullable Instant start) {
        Clock system = Clock.systemUTC();
        return start == null ? system : Clock.offset(system, Duration.between(system.instant(), start));
    }
}
