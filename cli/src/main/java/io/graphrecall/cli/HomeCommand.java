package io.graphrecall.cli;

import io.graphrecall.generation.GenerationId;
import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.adapters.ColumnMapping;
import io.graphrecall.loaders.format.Timestamp;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

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

    /**
     * Puts a generation into the shared folder, if the settings name one, so that members on other machines serve it.
     *
     * @throws RecallException UNAVAILABLE if the folder does not exist or cannot be written
     */
    final void share(GenerationId id) {
        RecallHome.sharedGenerations(home().folder(), home().settings()).ifPresent(shared -> {
            try {
                shared.publish(id);
            } catch (RecallException e) {
                throw new RecallException(e.code(), e.getMessage() + ". Generation " + id
                        + " is active in this home only; to share it, run: recall generations activate " + id, e);
            }
            console().print("Shared generation " + id + " in " + shared.folder());
        });
    }

    /** Returns the reason of a failed read or write. */
    static String reason(IOException failure) {
        return failure instanceof NoSuchFileException ? "no such file or folder" : failure.toString();
    }

    /** Returns true if an option is on the command line. */
    final boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    /** Rejects options that would have no effect. */
    final void requireAbsent(List<String> options, String reason) {
        options.stream().filter(this::isGiven).findFirst().ifPresent(option -> {
            throw wrongUsage(option + " " + reason);
        });
    }

    /**
     * Rejects {@code --neo4j-uri} for work on the local Neo4j.
     *
     * @param work    command or option
     * @param instead what does the same for another Neo4j
     */
    final void requireLocal(String work, String instead) {
        if (home().isRemote()) {
            throw wrongUsage(
                    work + " works on the local Neo4j of a home; for the one at --neo4j-uri, use " + instead);
        }
    }

    /** Returns a value made of options or arguments; an {@link IllegalArgumentException} is a usage error. */
    final <T> T valid(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the columns of {@code --map}; invalid ones and two columns for one field are a usage error. */
    final ColumnMapping columns(Map<String, String> mapping) {
        OptionSpec option = spec.commandLine().getParseResult().matchedOption("--map");
        Set<String> fields = new HashSet<>();
        for (String pair : option == null ? List.<String>of() : option.stringValues()) {
            String field = pair.split("=", 2)[0];
            if (!fields.add(field)) {
                throw wrongUsage("--map has two columns for " + field);
            }
        }
        try {
            return new ColumnMapping(mapping);
        } catch (RecallException e) {
            throw wrongUsage("--map: " + e.getMessage());
        }
    }

    /**
     * Creates the folder of an output file before the work whose result it gets. A folder in its place is a usage error.
     *
     * @param file null for no output
     */
    final void prepareOutput(@Nullable Path file) {
        if (file == null) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw wrongUsage("cannot write " + file + ": it is a folder; give the name of a file");
        }
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        } catch (IOException e) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, "cannot write " + file + ": " + reason(e), e);
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

    /** Prints a line beside the result. */
    final void note(String line) {
        spec.commandLine().getErr().println("recall: " + line);
    }
}
