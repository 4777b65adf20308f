package io.graphrecall.cli;

import io.graphrecall.evaluation.home.RecallHome;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.DataSetLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;

@Command(name = "load", description = "Loads a data-set folder into the graph. Loading twice changes nothing; lines that cannot be used go "
        + "to dead-letters.jsonl in the home.")
final class LoadCommand extends HomeCommand implements Runnable {

    private static final int EXAMPLES = 10;

    /** The formats there are. */
    enum Format {
        recall
    }

    @Parameters(paramLabel = "DIR", description = "The data-set folder.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "recall", description = "How the data set is written: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings({"NullAway.Init", "UnusedVariable"})
    private Format format;

    @Option(names = "--strict", description = "Stop at the first line that cannot be used.")
    private boolean strict;

    @Option(names = "--check", description = "Validate and print a profile; write nothing.")
    private boolean check;

    @Override
    public void run() {
        Console console = console();
        DataSetFolder data = DataSetFolder.open(folder);
        if (check) {
            DataSetLoader.check(data, EXAMPLES, console.progress()).lines().forEach(console::print);
            return;
        }
        try (RecallHome home = home().open()) {
            home.load(data, strict, console.progress()).lines().forEach(console::print);
        }
    }
}
