package io.graphrecall.cli;

import io.graphrecall.gnn.deepmatch.DeepMatchStep;
import io.graphrecall.gnn.deepmatch.MatchConfiguration;
import io.graphrecall.home.GraphFacts;
import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.offline.BuildOptions;
import io.graphrecall.offline.TrainingOptions;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.service.RecallServer;
import io.graphrecall.service.ServiceSettings;
import io.graphrecall.world.SimulatedWorld;
import io.graphrecall.world.WorldParameters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

@Command(name = "demo", description = "Runs the full pipeline on the simulated world: starts the graph, loads, builds and serves. Prints the "
        + "result of one recall request, then serves until Ctrl-C.")
final class DemoCommand extends HomeCommand implements Runnable {

    /** One epoch over 1,500 contents takes about ten seconds, enough to show recall by pictures. */
    private static final TrainingOptions SHORT_TRAINING = TrainingOptions.DEFAULT.withEpochs(1)
            .with(new DeepMatchStep(List.of(MatchConfiguration.SESSION)));

    /** Age of a world up to which its contents are fresh and its latest events realtime. */
    private static final Duration MAX_AGE = Duration.ofHours(12);

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080", description = "HTTP port, 0 for a free port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--once", description = "Exit after the first request.")
    private boolean once;

    @Override
    public void run() {
        ServiceSettings settings = valid(() -> home().settings().withPort(port));
        Objects.requireNonNull(settings.http()).requireFreePort();
        Console console = console();
        Path folder = home().folder().resolve("world");
        if (!Files.exists(folder.resolve(SimulatedWorld.DATA_SET))) {
            SimulatedWorld.write(folder, WorldParameters.demo(Clock.systemUTC()), console.progress());
        }
        DataSetFolder world = DataSetFolder.open(folder);
        try (RecallHome home = home().open(console.progress())) {
            GraphFacts facts = new GraphFacts(home.graph());
            refuseOtherThan(world.dataSet().name(), facts);
            home.loader().load(world, true, console.progress());
            home.build(BuildOptions.DEFAULT.withTraining(SHORT_TRAINING), console.progress());
            Clock clock = clock(facts.newestEvent().orElseThrow(), console);
            try (RecallServer server = home.serve(settings, clock)) {
                String address = ServeCommand.address(settings, server.port());
                new DemoRequest(server, world, clock.instant())
                        .show(facts.users(), address, settings.requiresKey(home().folder()), console);
                if (once) {
                    console.print("The service stops now; without --once, it serves until Ctrl-C");
                } else {
                    console.print("Serving at " + address + " until Ctrl-C");
                    Interruption.await();
                }
            }
        }
    }

    /** Returns the system clock, or for the world of an earlier day one that starts at its end. */
    private static Clock clock(Instant end, Console console) {
        Clock system = Clock.systemUTC();
        if (end.isAfter(system.instant().minus(MAX_AGE))) {
            return system;
        }
        console.print("The simulated world ends at " + end + ", so the service's clock starts there");
        return ServeCommand.clock(end);
    }

    /** Refuses to load the simulated world into a graph with another data set. */
    private void refuseOtherThan(String name, GraphFacts facts) {
        facts.dataSet().filter(loaded -> !loaded.equals(name)).ifPresent(loaded -> {
            throw new RecallException(Code.CONFLICT,
                    "the graph in " + home().folder() + " has the data set '" + loaded
                            + "'; run the demo in another home folder: recall --home DIR demo");
        });
    }
}
