package io.graphrecall.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.evaluation.report.ReportFiles;
import io.graphrecall.home.RecallHome;
import io.graphrecall.home.offline.OfflineLoad;
import io.graphrecall.loaders.dataset.CheckReport;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.DataSetLoader;
import io.graphrecall.loaders.dataset.DeadLetters;
import io.graphrecall.loaders.dataset.LoadSummary;
import io.graphrecall.loaders.dataset.Topic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

@Command(name = "load", description = "Loads a data set, a Kafka topic or both into the graph. Loading twice changes nothing. Rejected "
        + "records go to files of dead letters in the home folder.")
final class LoadCommand extends HomeCommand implements Runnable {

    private static final int MAX_EXAMPLES = 10;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "Data-set folder.")
    private @Nullable Path folder;

    @Mixin
    private final DataSetOptions dataSet = new DataSetOptions();

    @Mixin
    private final RejectionLimit rejectionLimit = new RejectionLimit();

    @Option(names = "--strict", description = "Stop at the first rejected record. With --check: fail if any record is rejected.")
    private boolean strict;

    @Option(names = "--check", description = "Validate the data set and print a profile without writing to the graph. Fails if a file is unusable.")
    private boolean check;

    @Option(names = "--out", paramLabel = "FILE", description = "With --check: output file of the profile as JSON.")
    private @Nullable Path out;

    @Option(names = "--offline", description = "First load of a large data set: write the graph of the home, which must be empty, with Neo4j's importer, several times faster. The local Neo4j must be stopped.")
    private boolean offline;

    @Option(names = "--import-files", paramLabel = "DIR", description = "Write files for neo4j-admin database import to a new folder, and print its command. Loads nothing.")
    private @Nullable Path importFiles;

    @Option(names = "--kafka", paramLabel = "TOPIC", description = "Kafka topic to load until Ctrl-C, after DIR if both are given.")
    private @Nullable String topic;

    @Option(names = "--bootstrap-server", paramLabel = "HOST:PORT", defaultValue = "localhost:9092", description = "Kafka bootstrap servers (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String bootstrap;

    @Option(names = "--group", paramLabel = "NAME", defaultValue = "graph-recall", description = "Kafka consumer group, whose committed offsets mark the loaded part (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String group;

    @Option(names = "--kafka-properties", paramLabel = "FILE", description = "Properties file with more Kafka consumer settings, for example for authentication.")
    private @Nullable Path properties;

    @Option(names = "--once", description = "Stop at the current end of the topic.")
    private boolean once;

    @Override
    public void run() {
        if (folder == null && (check || topic == null)) {
            throw wrongUsage((check ? "--check needs a DIR" : "a DIR, a --kafka TOPIC or both must be given"));
        }
        if (check && topic != null) {
            throw wrongUsage("--check validates a DIR, use it without --kafka");
        }
        if (out != null && !check) {
            throw wrongUsage("--out needs --check");
        }
        requireUsed();
        requireOneWay();
        prepareOutput(out);
        Console console = console();
        DataSetFolder data = folder == null ? null : dataSet.open(folder, rejectionLimit.share(this), this);
        if (data != null && check) {
            check(data, console);
            return;
        }
        if (data != null) {
            data.ignored().forEach(ignored -> console.print("warning: " + ignored));
        }
        if (data != null && (offline || importFiles != null)) {
            importOffline(data, console);
            return;
        }
        Map<String, String> consumerSettings = properties == null ? Map.of() : Topic.clientSettings(properties);
        String name = topic;
        Topic kafka = name == null
                ? null
                : valid(() -> new Topic(name, bootstrap, group, consumerSettings, null, once));
        try (RecallHome home = home().open(console.progress())) {
            if (data != null) {
                LoadSummary summary = home.loader().load(data, strict, console.progress());
                print(summary, console);
                summary.requireUsable(data.maxRejectedShare());
            }
            if (kafka != null) {
                home.loader().load(kafka, strict, console.progress()).lines().forEach(console::print);
            }
        }
    }

    /** Rejects options that would have no effect. */
    private void requireUsed() {
        String source = folder == null ? "a DIR" : "--kafka";
        List<String> options = folder == null
                ? List.of("--format", "--map", "--time-zone", "--unique", "--sample", "--max-rejected")
                : topic == null ? List.of("--bootstrap-server", "--group", "--kafka-properties", "--once") : List.of();
        requireAbsent(options, "needs " + source);
    }

    /** Rejects combinations of options that load, check and write files. */
    private void requireOneWay() {
        if (offline && importFiles != null) {
            throw wrongUsage("--offline and --import-files exclude each other");
        }
        String option = offline ? "--offline" : "--import-files";
        if ((offline || importFiles != null) && (folder == null || topic != null || check)) {
            throw wrongUsage(option + " needs a DIR, use it without --kafka and --check");
        }
        if (offline) {
            requireLocal("--offline", "--import-files");
        }
    }

    private void importOffline(DataSetFolder data, Console console) {
        OfflineLoad load = new OfflineLoad(home().folder());
        Consumer<LoadSummary> counts = summary -> print(summary, console);
        if (importFiles == null) {
            load.run(data, strict, counts, console.progress());
        } else {
            console.print("Next, on a stopped Neo4j: "
                    + load.write(data, importFiles, strict, counts, console.progress()).command());
        }
    }

    private void print(LoadSummary summary, Console console) {
        summary.lines().forEach(console::print);
        if (summary.deadLetters() > 0) {
            console.print("the dead letters, with reasons, are in " + home().folder().resolve(DeadLetters.FILE));
        }
    }

    private void check(DataSetFolder data, Console console) {
        CheckReport report = DataSetLoader.check(data, MAX_EXAMPLES, console.progress());
        report.lines().forEach(console::print);
        if (out != null) {
            ReportFiles.write(out, new JsonMapper().valueToTree(report.json()).toPrettyString() + "\n");
        }
        report.requireUsable(strict ? 0 : data.maxRejectedShare());
    }
}
