package io.graphrecall.cli;

import io.graphrecall.loaders.world.SimulatedWorld;
import io.graphrecall.loaders.world.WorldParameters;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

@Command(name = "world", description = "Writes the simulated world as a data-set folder.")
final class WorldCommand extends HomeCommand implements Runnable {

    @Parameters(paramLabel = "DIR", description = "The folder to write.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(names = "--users", paramLabel = "N", defaultValue = "2000", description = "Default: ${DEFAULT-VALUE}.")
    private int users;

    @Option(names = "--contents", paramLabel = "N", defaultValue = "1500", description = "Default: ${DEFAULT-VALUE}.")
    private int contents;

    @Option(names = "--events", paramLabel = "N", defaultValue = "60000", description = "Default: ${DEFAULT-VALUE}.")
    private int events;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--end", paramLabel = "TIME", description = "When the world ends (default: the last full hour).")
    private @Nullable Instant end;

    @Override
    public void run() {
        WorldParameters parameters = parameters();
        Console console = console();
        SimulatedWorld.write(folder, parameters, console.progress());
        console.print("wrote " + folder);
    }

    private WorldParameters parameters() {
        try {
            return WorldParameters.of(
                    users, contents, events, seed, end == null ? Instant.now().truncatedTo(ChronoUnit.HOURS) : end);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
    }
}
