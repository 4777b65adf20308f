package io.graphrecall.cli;

import io.graphrecall.generation.DurableFiles;
import io.graphrecall.loaders.format.DataSetFormat;
import io.graphrecall.loaders.format.Timestamp;
import io.graphrecall.schema.DiskFull;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.LogSettings;
import io.graphrecall.service.cluster.CommonPool;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/** The {@code recall} command and its subcommands. */
@Command(name = "recall", description = "Recall (candidate generation) for content recommendation on a Neo4j graph.", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, versionProvider = Recall.Version.class, synopsisSubcommandLabel = "COMMAND", sortOptions = false)
public final class Recall {

    private static final int FAILURE = 1;
    private static final String LOGGING = "logback.configurationFile";
    private static final String SILENT = "logback-silent.xml";

    @CommandLine.Mixin
    private final Home home = new Home();

    Home home() {
        return home;
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.setProperty(LOGGING, SILENT);
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // files and output have the same digits everywhere
        CommonPool.widen();
        Interruption interruption = Interruption.install();
        int exitCode = FAILURE;
        try {
            exitCode = run(args);
        } catch (Error e) {
            LoggerFactory.getLogger(Recall.class).error("Command failed", e);
            System.err.println(unexpected(e));
        }
        interruption.exit(exitCode);
    }

    /** Runs the command and returns its exit code: 0 for success, 1 for failure, 2 for wrong usage. */
    static int run(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        Recall recall = new Recall();
        CommandLine line = new CommandLine(recall);
        CommandList.addTo(line);
        line.getSubcommands().values().forEach(command -> TrainingChoice.addExclusions(command.getCommandSpec()));
        line.registerConverter(Instant.class, Recall::time);
        line.registerConverter(ZoneId.class, Recall::timeZone);
        WrongUsage.nameValues(line);
        line.setExecutionStrategy(parsed -> {
            Integer help = CommandLine.executeHelpRequest(parsed);
            if (help != null) {
                return help;
            }
            Object command = parsed.hasSubcommand() ? parsed.subcommand().commandSpec().userObject() : recall;
            if (command instanceof DemoCommand) {
                recall.home.defaultToDemo();
            }
            if (parsed.hasSubcommand()) {
                logTo(recall.home.folder(), command instanceof ServeCommand || command instanceof DemoCommand);
            }
            return new CommandLine.RunLast().execute(parsed);
        });
        line.setParameterExceptionHandler(WrongUsage::print);
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command.getErr()));
        return line;
    }

    private static Instant time(String text) {
        try {
            return Timestamp.upTo(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "'" + text + "' is not a time such as 2025-07-01T00:00:00Z or 2025-07-01 (end of that day in UTC)");
        }
    }

    private static ZoneId timeZone(String name) {
        try {
            return DataSetFormat.timeZone(name);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static int failed(Exception failure, PrintWriter err) {
        LoggerFactory.getLogger(Recall.class).error("Command failed", failure);
        String full = DiskFull.reason(failure);
        if (failure instanceof RecallException) {
            err.println("recall: " + oneLine(String.valueOf(failure.getMessage())));
        } else if (full != null) {
            err.println("recall: a file could not be written (" + full
                    + "): free some space and run the command again; what serves is unchanged");
        } else {
            err.println(unexpected(failure));
        }
        return FAILURE;
    }

    private static String unexpected(Throwable failure) {
        return "recall: unexpected " + oneLine(failure.toString()) + "; the stack trace is in logs/ of the home folder";
    }

    static String oneLine(String message) {
        return message.replaceAll("\\s*\\R\\s*", " ");
    }

    /**
     * Sends the log to a home. Must run before the first log statement, which configures logging.
     *
     * @param service true for the process of a service, whose files no other process rolls
     */
    private static void logTo(Path home, boolean service) {
        if (SILENT.equals(System.getProperty(LOGGING))) {
            Path folder = home.resolve("logs");
            createLogs(folder);
            System.setProperty("graphrecall.logs", folder.toString());
            System.setProperty("graphrecall.log.suffix", service ? "" : "-commands");
            System.setProperty("graphrecall.log.format", logFormat(home).name().toLowerCase(Locale.ROOT));
            System.setProperty(LOGGING, "logback-file.xml");
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
    }

    /** Returns the format in the settings of a home. Wrong settings are an error of the commands that use them. */
    private static LogSettings.Format logFormat(Path home) {
        try {
            return LogSettings.of(home).format();
        } catch (RecallException wrongSettings) {
            return LogSettings.DEFAULT.format();
        }
    }

    /** Creates the folder of the log for its owner only, unless it exists. Logback reports a folder that cannot be created. */
    static void createLogs(Path folder) {
        try {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(folder, DurableFiles.OWNER_ONLY_FOLDER);
        } catch (IOException existsOrFails) {
            return;
        }
    }

    /** Version from the manifest of the jar. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Recall.class.getPackage().getImplementationVersion();
            return new String[] {"recall " + (version == null ? "(not packaged)" : version)};
        }
    }
}
