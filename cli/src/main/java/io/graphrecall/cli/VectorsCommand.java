package io.graphrecall.cli;

import io.graphrecall.evaluation.lists.VectorLists;
import io.graphrecall.generation.Generation;
import io.graphrecall.schema.Counts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;

@Command(name = "vectors", description = "Writes the vector of every content in an embedding space of the active generation, as Parquet or JSON Lines.")
final class VectorsCommand extends HomeCommand implements Runnable {

    @Option(names = "--space", required = true, paramLabel = "NAME", description = "Embedding space: multimodal, visual, text or another space of the generation.")
    @SuppressWarnings("NullAway.Init")
    private String space;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Output file: Parquet if its name ends with .parquet, else JSON Lines.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Override
    public void run() {
        Console console = console();
        try (Generation generation = home().currentGeneration()) {
            long count = VectorLists.write(generation, space, out, console.progress());
            console.print("Wrote " + Counts.of(count, "vector") + " to " + out);
        }
    }
}
