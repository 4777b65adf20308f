package io.graphrecall.cli;

import io.graphrecall.schema.RecallException;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;

/** The command with all its sub-commands. */
@Command(name = "recall", description = "Recall for content recommendation, by meaning, on a graph.", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, versionProvider = Recall.Version.class, synopsisSubcommandLabel = "COMMAND", sortOptions = false, subcommands = {
    DemoCommand.class,
    WorldCommand.class,
    GraphCommand.class,
    LoadCommand.class,
    BuildCommand.class,
    ServeCommand.class,
    BatchCommand.class,
    NeighboursCommand.class,
    UnderstandCommand.class,
    EvaluateCommand.class,
    TuneCommand.class,
    GenerationsCommand.class,
    ExplainCommand.class,
    CypherCommand.class
})
public final class Recall {

    private static final int FAILURE = 1;
    private static final String LOGGING = "logback.configurationFile";
    private static final String SILENT = "logback-silent.xml";

    /** How many threads the common pool has. */
    private static final String COMMON_POOL = "java.util.concurrent.ForkJoinPool.common.parallelism";

    @CommandLine.Mixin
    private final Home home = new Home();

    Home home() {
        return home;
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.setProperty(LOGGING, SILENT);
        widenCommonPool();
        Interruption interruption = Interruption.install();
        int exitCode = FAILURE;
        try {
            exitCode = run(args);
        } catch (Error e) {
            LoggerFactory.getLogger(Recall.class).error("the command failed", e);
            System.err.println("recall: unexpected " + oneLine(e.toString()) + "; the log tells more");
        }
        interruption.finished();
        System.exit(exitCode);
    }

    /**
     * With two processors the common pool would have one thread, and asynchronous calls, those of Hazelcast among them, would
     * each be completed in a new thread instead, which took more than half the time of reading users' states.
     */
    private static void widenCommonPool() {
        if (System.getProperty(COMMON_POOL) == null && Runtime.getRuntime().availableProcessors() <= 2) {
            System.setProperty(COMMON_POOL, "2");
        }
    }

    /** Runs the command: 0 on success, 1 on failure, 2 on wrong usage. */
    static int run(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        Recall recall = new Recall();
        CommandLine line = new CommandLine(recall);
        line.registerConverter(Instant.class, Instant::parse);
        line.setExecutionStrategy(parsed -> {
            logTo(recall.home.folder().resolve("logs"));
            return new CommandLine.RunLast().execute(parsed);
        });
        line.setParameterExceptionHandler(Recall::wrongUsage);
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command.getErr()));
        return line;
    }

    private static int wrongUsage(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println("recall: " + oneLine(String.valueOf(wrong.getMessage())) + " (see "
                + command.getCommandSpec().qualifiedName() + " --help)");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int failed(Exception failure, PrintWriter err) {
        LoggerFactory.getLogger(Recall.class).error("the command failed", failure);
        err.println("recall: " + (failure instanceof RecallException
                ? oneLine(String.valueOf(failure.getMessage()))
                : "unexpected " + oneLine(failure.toString()) + "; the log tells more"));
        return FAILURE;
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s*\\R\\s*", " ");
    }

    /** From now on the log goes to a folder. Comes before anything logs, which is when logging is set up. */
    private static void logTo(Path folder) {
        if (SILENT.equals(System.getProperty(LOGGING))) {
            System.setProperty("recall.logs", folder.toString());
            System.setProperty(LOGGING, "logback-file.xml");
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Recall.class.getPackage().getImplementationVersion();
            return new String[] {"recall " + (version == null ? "(not packaged)" : version)};
        }
    }
}
