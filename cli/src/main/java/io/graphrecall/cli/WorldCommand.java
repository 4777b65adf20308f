package io.graphrecall.cli;

import io.graphrecall.evaluation.protocol.ClickMotives;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.world.SimulatedWorld;
import io.graphrecall.world.WorldParameters;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

@Command(name = "world", description = "Writes a simulated world as a data-set folder, and its ground truth to DIR-truth. The same options write the "
        + "same bytes.")
final class WorldCommand extends HomeCommand implements Runnable {

    @Parameters(paramLabel = "DIR", description = "Output folder.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(names = "--users", paramLabel = "N", defaultValue = "2000", description = "Number of users (default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(names = "--contents", paramLabel = "N", defaultValue = "1500", description = "Number of contents (default: ${DEFAULT-VALUE}).")
    private int contents;

    @Option(names = "--items", paramLabel = "N", description = "Number of items (default: 4 per 15 contents, at least 10).")
    private @Nullable Integer items;

    @Option(names = "--events", paramLabel = "N", defaultValue = "60000", description = "Number of events (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Random seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--end", paramLabel = "TIME", description = "End of the event log (default: 2025-07-01T00:00:00Z).")
    private @Nullable Instant end;

    @Option(names = "--noise", paramLabel = "X", description = "Share of clicks without interest, from 0 to below 1 (default: 0.4).")
    private @Nullable Double noise;

    @Option(names = "--query-signal", paramLabel = "X", description = "Share of searches that name the interest of the session, from 0 to 1 (default: 0.9).")
    private @Nullable Double querySignal;

    @Option(names = "--media", negatable = true, description = "Write pictures and sounds (default: yes up to 5,000 contents).")
    private @Nullable Boolean media;

    @Option(names = "--vectors", paramLabel = "DIMENSION", defaultValue = "0", description = "Write a precomputed vector of each content, in the embedding space simulated (default: 0, none).")
    private int dimension;

    @Override
    public void run() {
        WorldParameters parameters = valid(this::parameters);
        Path world = folder.toAbsolutePath().normalize();
        if (world.getFileName() == null) {
            throw wrongUsage("DIR must not be a root folder, found " + folder);
        }
        requireReplaceable(world);
        Path truth = ClickMotives.folderOf(world);
        Console console = console();
        SimulatedWorld.writeWithTruth(folder, truth, parameters, console.progress());
        console.print("Wrote " + folder + ", ground truth in " + truth);
    }

    /** Refuses a folder with other files, since a data set of the user would be replaced. */
    private static void requireReplaceable(Path folder) {
        Path dataSet = folder.resolve(SimulatedWorld.DATA_SET);
        String[] files = folder.toFile().list();
        try {
            if (files != null && files.length > 0
                    && !(Files.exists(dataSet) && Files.readString(dataSet).contains(SimulatedWorld.NAME))) {
                throw new RecallException(Code.CONFLICT, folder + " has files and is no complete simulated world: "
                        + "name a new folder, or empty this one");
            }
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, dataSet + " cannot be read: " + reason(e), e);
        }
    }

    private WorldParameters parameters() {
        WorldParameters of = WorldParameters.of(users, contents, events, seed,
                end == null ? WorldParameters.END : end);
        WorldParameters parameters = new WorldParameters(users, contents, items == null ? of.items() : items,
                events, seed, of.end(), of.span(), noise == null ? of.noise() : noise,
                querySignal == null ? of.querySignal() : querySignal, false, dimension);
        return media == null ? parameters.withMediaBySize() : parameters.withMedia(media);
    }
}
