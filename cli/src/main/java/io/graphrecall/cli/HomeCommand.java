package io.graphrecall.cli;

import io.graphrecall.loaders.format.Timestamp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;

/** Base of commands that work on a home folder and print to a console. */
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

    /** Returns the reason of a failed read or write. */
    static String reason(IOException failure) {
        return failure instanceof NoSuchFileException ? "no such file or folder" : failure.toString();
    }

    /** Returns true if an option is on the command line. */
    final boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    /** Rejects {@code --neo4j-uri} for commands on the store of the local Neo4j. */
    final void requireLocal() {
        if (home().isRemote()) {
            throw wrongUsage(spec.name() + " works on the local Neo4j of a home; for the one at --neo4j-uri, use "
                    + "neo4j-admin database dump and load");
        }
    }

    /** Returns the time of an option; a date alone means its start in UTC. */
    final Instant time(String option, String text) {
        try {
            return Timestamp.from(text);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(option + " " + e.getMessage());
        }
    }

    /** Returns the error for an invalid option or argument. */
    final ParameterException wrongUsage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
