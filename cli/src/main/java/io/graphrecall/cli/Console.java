package io.graphrecall.cli;

import io.graphrecall.schema.Progress;
import picocli.CommandLine.Model.CommandSpec;

import java.io.PrintWriter;
import java.util.Optional;

/** Terminal output: results on standard output, progress on standard error as bars on a terminal and as lines elsewhere. */
final class Console {

    private final PrintWriter out;
    private final Progress progress;

    private Console(PrintWriter out, Progress progress) {
        this.out = out;
        this.progress = progress;
    }

    static Console of(CommandSpec command) {
        boolean terminal = Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent();
        return new Console(
                command.commandLine().getOut(),
                terminal ? new ProgressBars() : new ProgressLines(command.commandLine().getErr(), System::nanoTime));
    }

    Progress progress() {
        return progress;
    }

    /** Prints a line of the result. */
    void print(String line) {
        out.println(line);
        out.flush();
    }
}
