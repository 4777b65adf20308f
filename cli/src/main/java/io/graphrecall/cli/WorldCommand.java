package io.graphrecall.cli;

import io.graphrecall.world.SimulatedWorld;
import io.graphrecall.world.WorldParameters;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.Instant;

@Command(name = "world", description = "Writes the simulated world as a data-set folder, and beside it, in DIR-truth, what its log does not "
        + "tell. The same options write the same bytes.")
final class WorldCommand extends HomeCommand implements Runnable {

    @Parameters(paramLabel = "DIR", description = "The folder to write.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(names = "--users", paramLabel = "N", defaultValue = "2000", description = "Default: ${DEFAULT-VALUE}.")
    private int users;

    @Option(names = "--contents", paramLabel = "N", defaultValue = "1500", description = "Default: ${DEFAULT-VALUE}.")
    private int contents;

    @Option(names = "--items", paramLabel = "N", description = "Default: four for fifteen contents, at least 10.")
    private @Nullable Integer items;

    @Option(names = "--events", paramLabel = "N", defaultValue = "60000", description = "Default: ${DEFAULT-VALUE}.")
    private int events;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--end", paramLabel = "TIME", description = "When the world ends (default: 2025-07-01T00:00:00Z).")
    private @Nullable Instant end;

    @Option(names = "--noise", paramLabel = "X", description = "Share of clicks that do not come from interest, from 0 to below 1 (default: 0.4).")
    private @Nullable Double noise;

    @Option(names = "--query-signal", paramLabel = "X", description = "Share of searches that tell what the visit is after, from 0 to 1 (default: 0.9).")
    private @Nullable Double querySignal;

    @Option(names = "--media", negatable = true, description = "Whether pictures and sounds are made (default: up to 5,000 contents).")
    private @Nullable Boolean media;

    @Override
    public void run() {
        WorldParameters parameters = parameters();
        Path place = folder.toAbsolutePath().normalize();
        if (place.getFileName() == null) {
            throw wrongUsage("DIR is " + folder + ", which can have no folder beside it");
        }
        Path truth = place.resolveSibling(place.getFileName() + "-truth");
        Console console = console();
        SimulatedWorld.writeWithTruth(folder, truth, parameters, console.progress());
        console.print("wrote " + folder + "; what its log does not tell is in " + truth);
    }

    private WorldParameters parameters() {
        try {
            WorldParameters of = WorldParameters.of(users, contents, events, seed,
                    end == null ? WorldParameters.END : end);
            WorldParameters parameters = new WorldParameters(users, contents, items == null ? of.items() : items,
                    events, seed, of.end(), of.span(), noise == null ? of.noise() : noise,
                    querySignal == null ? of.querySignal() : querySignal, false);
            return media == null ? parameters.withMediaBySize() : parameters.withMedia(media);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
    }
}
