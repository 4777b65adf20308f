package io.graphrecall.cli;

import io.graphrecall.home.GraphFacts;
import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.offline.BuildOptions;
import io.graphrecall.offline.TrainingOptions;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.service.RecallServer;
import io.graphrecall.world.SimulatedWorld;
import io.graphrecall.world.WorldParameters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

@Command(name = "demo", description = "Everything on the simulated world: graph, load, build, serve. Makes a request, shows its answer, and "
        + "serves on until it is interrupted.")
final class DemoCommand extends HomeCommand implements Runnable {

    /** Enough to see what recall by pictures is, and no more: a pass over 1,500 contents takes about ten seconds. */
    private static final TrainingOptions SHORT = TrainingOptions.DEFAULT.withEpochs(1);

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080", description = "Where to listen; 0 for a free port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--once", description = "End after the first request.")
    private boolean once;

    @Override
    public void run() {
        Console console = console();
        home().demoUnlessSaid();
        Path folder = home().folder().resolve("world");
        if (!Files.exists(folder.resolve("dataset.json"))) {
            SimulatedWorld.write(folder, WorldParameters.demo(Clock.systemUTC()), console.progress());
        }
        DataSetFolder world = DataSetFolder.open(folder);
        try (RecallHome home = home().open()) {
            GraphFacts facts = new GraphFacts(home.graph());
            refuseOtherThan(world.dataSet().name(), facts);
            home.load(world, true, console.progress());
            home.build(BuildOptions.DEFAULT.withTraining(SHORT), console.progress());
            Instant end = facts.newestEvent().orElseThrow();
            try (RecallServer server = home.serve(home().settings().withPort(port), ServeCommand.clock(end))) {
                new DemoRequest(server, world, end).show(facts.users(), console);
                if (!once) {
                    console.print("serving at http://127.0.0.1:" + server.port() + " until Ctrl-C");
                    Interruption.await();
                }
            }
        }
    }

    /** The demo is no guest in a graph with real data. */
    private void refuseOtherThan(String name, GraphFacts facts) {
        facts.dataSet().filter(loaded -> !loaded.equals(name)).ifPresent(loaded -> {
            throw new RecallException(Code.CONFLICT,
                    "the graph of " + home().folder() + " holds the data set '" + loaded
                            + "'; give the demo a home of its own: recall --home DIR demo");
        });
    }
}
