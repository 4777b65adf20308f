package io.graphrecall.cli;

import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.export.GraphExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;

@Command(name = "export", description = "Writes the graph as data-set files: what was loaded and posted, without predictions. Loading them gives the same graph. "
        + "Media files are not copied.")
final class ExportCommand extends HomeCommand implements Runnable {

    @Parameters(paramLabel = "DIR", description = "New folder for the files.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(names = "--format", paramLabel = "FORMAT", description = "recall: JSON Lines that a load reads; parquet: the same as Parquet files; recbole: atomic files with positive engagements, titles, categories and profiles (default: recall).")
    private GraphExport.Format format = GraphExport.Format.RECALL;

    @Override
    public void run() {
        try (RecallHome home = home().openExisting(console().progress())) {
            new GraphExport(home.graph()).write(folder, format, console().progress());
            console().print("Wrote " + folder);
        }
    }
}
