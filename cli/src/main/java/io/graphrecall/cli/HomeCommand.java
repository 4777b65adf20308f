package io.graphrecall.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What commands have in common: the home they work on and the console they talk to. */
@Command
abstract class HomeCommand {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Recall recall;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    final Home home() {
        return recall.home();
    }

    final Console console() {
        return Console.of(spec);
    }

    /** The error of an option or argument that cannot be meant. */
    final ParameterException wrongUsage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
