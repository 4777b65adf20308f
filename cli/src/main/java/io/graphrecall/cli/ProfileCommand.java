package io.graphrecall.cli;

import io.graphrecall.evaluation.description.DataDistributions;
import io.graphrecall.evaluation.report.DataSetPage;
import io.graphrecall.loaders.dataset.CheckReport;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.DataSetLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.Instant;

@Command(name = "profile", description = "Describes a data set before it is loaded: counts, distributions and what they mean for recall. Writes an HTML page. "
        + "Needs no graph.")
final class ProfileCommand extends HomeCommand implements Runnable {

    private static final int MAX_EXAMPLES = 10;

    @Parameters(paramLabel = "DIR", description = "Data-set folder.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Mixin
    private final DataSetOptions dataSet = new DataSetOptions();

    @Option(names = "--out", paramLabel = "FILE", defaultValue = "profile.html", description = "Output file (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("profile.html");

    @Override
    public void run() {
        prepareOutput(out);
        Console console = console();
        DataSetFolder data = dataSet.open(folder, 1, this);
        DataDistributions.Counts counts = new DataDistributions.Counts(data.dataSet().timestamps());
        CheckReport check = DataSetLoader.check(data, MAX_EXAMPLES, counts::add, counts::add, console.progress());
        DataSetPage page = new DataSetPage(check, counts.distributions(), Instant.now());
        check.lines().forEach(console::print);
        page.conclusions().forEach(console::print);
        page.write(out);
        console.print("Wrote " + out);
    }
}
