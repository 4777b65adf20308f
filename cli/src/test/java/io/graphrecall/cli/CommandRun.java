package io.graphrecall.cli;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;

/** Result of a command that ran in this process. */
record CommandRun(int exitCode, String printed, String errors) {

    /** Name of the training of models as a resource that tests of one process share: PyTorch collects the gradients of one. */
    static final String TRAINING = "training";

    /** Runs the command {@code recall} with arguments. */
    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Recall.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return new CommandRun(line.execute(arguments), out.toString(), err.toString());
    }

    /** Runs the command with arguments that come before others. */
    static CommandRun of(List<String> first, String... others) {
        return of(Stream.concat(first.stream(), Stream.of(others)).toArray(String[]::new));
    }
}
