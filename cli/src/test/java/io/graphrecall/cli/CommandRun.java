package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Result of a command that ran in this process. */
record CommandRun(int exitCode, String printed, String errors) {

    /** Name of the training of models as a resource that tests of one process share: PyTorch collects the gradients of one. */
    static final String TRAINING = "training";

    /** A setting without effect on recalls. */
    static final String SETTING = "recall.http.port = 8081\n";

    /** Runs the command {@code recall} with arguments. */
    static CommandRun of(String... arguments) {
        return run(new StringWriter(), arguments);
    }

    /** Runs the command with arguments that come before others. */
    static CommandRun of(List<String> first, String... others) {
        return of(Stream.concat(first.stream(), Stream.of(others)).toArray(String[]::new));
    }

    /**
     * Runs a command that measures in a temporary home, and lends a running Neo4j to that home, which saves the start of
     * another one. The home of the command needs a setting that is not the default, such as {@link #SETTING}: the command
     * prints it after it made the temporary home and before it opens it.
     */
    static CommandRun inTemporaryHome(Path temporary, Consumer<Path> lend, String... arguments) {
        LendingWriter out = new LendingWriter(temporary, lend);
        CommandRun run = run(out, arguments);
        assertThat(out.lent).as(run.errors()).isTrue();
        return run;
    }

    private static CommandRun run(StringWriter out, String... arguments) {
        StringWriter err = new StringWriter();
        CommandLine line = Recall.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return new CommandRun(line.execute(arguments), out.toString(), err.toString());
    }

    private static final class LendingWriter extends StringWriter {

        private final Path temporary;
        private final Consumer<Path> lend;
        private boolean lent;

        LendingWriter(Path temporary, Consumer<Path> lend) {
            this.temporary = temporary;
            this.lend = lend;
        }

        @Override
        public void write(String text, int offset, int length) {
            super.write(text, offset, length);
            if (!lent && Files.isDirectory(temporary)) {
                lend.accept(temporary);
                lent = true;
            }
        }
    }
}
