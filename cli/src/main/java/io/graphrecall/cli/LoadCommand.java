package io.graphrecall.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.adapters.Layout;
import io.graphrecall.loaders.dataset.CheckReport;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.DataSetLoader;
import io.graphrecall.loaders.dataset.Topic;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

@Command(name = "load", description = "Loads a data set, or what comes in a Kafka topic, into the graph. Loading twice changes nothing; lines that "
        + "cannot be used go to dead-letters.jsonl in the home.")
final class LoadCommand extends HomeCommand implements Runnable {

    private static final int EXAMPLES = 10;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "The folder of the data set.")
    private @Nullable Path folder;

    @Option(names = "--format", paramLabel = "FORMAT", converter = LayoutName.class, completionCandidates = LayoutName.class, description = "How the data set is laid out: ${COMPLETION-CANDIDATES} (default: told by its files).")
    private @Nullable Layout layout;

    @Option(names = "--strict", description = "Stop at the first line that cannot be used.")
    private boolean strict;

    @Option(names = "--check", description = "Validate and print a profile; write nothing into the graph.")
    private boolean check;

    @Option(names = "--out", paramLabel = "FILE", description = "With --check: the profile as JSON.")
    private @Nullable Path out;

    @Option(names = "--kafka", paramLabel = "TOPIC", description = "Load what comes in a Kafka topic, after DIR where both are given, until Ctrl-C.")
    private @Nullable String topic;

    @Option(names = "--bootstrap-server", paramLabel = "HOST:PORT", defaultValue = "localhost:9092", description = "Kafka brokers to begin with (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String bootstrap;

    @Option(names = "--group", paramLabel = "NAME", defaultValue = "graph-recall", description = "The consumer group, whose offsets tell what has been loaded (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String group;

    @Option(names = "--kafka-properties", paramLabel = "FILE", description = "Further settings of the Kafka consumer, for instance of its security.")
    private @Nullable Path properties;

    @Option(names = "--once", description = "End at what is now the end of the topic.")
    private boolean once;

    @Override
    public void run() {
        if (folder == null && (check || topic == null)) {
            throw wrongUsage("a DIR" + (check ? "" : ", a --kafka TOPIC or both") + " must be given");
        }
        if (check && topic != null) {
            throw wrongUsage("--check goes with a DIR, not with --kafka");
        }
        if (check && strict) {
            throw wrongUsage(
                    "--strict ends a load at the first line that cannot be used; --check tells of all of them");
        }
        if (out != null && !check) {
            throw wrongUsage("--out goes with --check");
        }
        Console console = console();
        DataSetFolder data = folder == null ? null : DataSetFolder.open(folder, layout, Clock.systemUTC());
        if (data != null && check) {
            check(data, console);
            return;
        }
        Map<String, String> client = settings();
        try (RecallHome home = home().open()) {
            if (data != null) {
                home.load(data, strict, console.progress()).lines().forEach(console::print);
            }
            if (topic != null) {
                home.load(new Topic(topic, bootstrap, group, client, once), strict, console.progress()).lines()
                        .forEach(console::print);
            }
        }
    }

    private void check(DataSetFolder data, Console console) {
        CheckReport report = DataSetLoader.check(data, EXAMPLES, console.progress());
        report.lines().forEach(console::print);
        if (out != null) {
            write(report, out);
        }
    }

    private Map<String, String> settings() {
        Properties settings = new Properties();
        if (properties != null) {
            try (Reader in = Files.newBufferedReader(properties)) {
                settings.load(in);
            } catch (IOException | IllegalArgumentException e) {
                throw new RecallException(Code.INVALID, properties + " cannot be read: " + e.getMessage(), e);
            }
        }
        return settings.stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), settings::getProperty));
    }

    private static void write(CheckReport report, Path file) {
        try {
            Files.writeString(file,
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report.json()) + "\n");
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Layouts by their names on the command line. */
    static final class LayoutName implements ITypeConverter<Layout>, Iterable<String> {

        @Override
        public Layout convert(String name) {
            return Layout.ofWireName(name).orElseThrow(() -> new TypeConversionException(
                    "'" + name + "' is none of "
                            + Arrays.stream(Layout.values()).map(Layout::wireName).collect(Collectors.joining(", "))));
        }

        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Layout.values()).map(Layout::wireName).iterator();
        }
    }
}
