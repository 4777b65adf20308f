package io.graphrecall.cli;

import io.graphrecall.evaluation.lists.NeighbourLists;
import io.graphrecall.generation.Generation;
import io.graphrecall.schema.Counts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;

@Command(name = "neighbours", description = "Writes the nearest neighbours of every content in a space of the active generation, as JSON Lines or Parquet.")
final class NeighboursCommand extends HomeCommand implements Runnable {

    @Option(names = "--space", required = true, paramLabel = "NAME", description = "i2i, attribute or an embedding space: multimodal, visual, text or a space of the data set.")
    @SuppressWarnings("NullAway.Init")
    private String space;

    @Option(names = "--size", paramLabel = "K", defaultValue = "100", description = "Maximum neighbours per content. A build stores 100 per embedding space (default: ${DEFAULT-VALUE}).")
    private int size;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Output file: Parquet if its name ends with .parquet, else JSON Lines.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Override
    public void run() {
        if (size < 1) {
            throw wrongUsage("--size must be at least 1, found " + size);
        }
        Console console = console();
        try (Generation generation = home().currentGeneration()) {
            long count = NeighbourLists.write(generation, space, size, out, console.progress());
            console.print("Wrote the neighbours of " + Counts.of(count, "content") + " to " + out);
        }
    }
}
