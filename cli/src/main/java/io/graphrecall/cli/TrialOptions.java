package io.graphrecall.cli;

import io.graphrecall.content.encode.CachedTextEncoder;
import io.graphrecall.home.RecallHome;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.offline.TrainingOptions;
import io.graphrecall.service.ServiceSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Options of commands that load, build and recall in a temporary home. */
final class TrialOptions {

    @Parameters(paramLabel = "DIR", description = "Data-set folder.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Mixin
    private final DataSetOptions dataSet = new DataSetOptions();

    @Mixin
    private final RejectionLimit rejectionLimit = new RejectionLimit();

    @Option(names = "--seed", paramLabel = "S", defaultValue = "42", description = "Random seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--channels", split = ",", paramLabel = "CHANNEL", description = "Recall channels in order of priority (default: those of the default scene).")
    private List<String> channels = List.of();

    @Mixin
    private final TrainingChoice training = new TrainingChoice();

    long seed() {
        return seed;
    }

    /** Returns the channels; one that is given twice is a usage error of the command. */
    List<String> channels(HomeCommand command) {
        Set<String> distinct = new HashSet<>();
        channels.stream().filter(channel -> !distinct.add(channel)).findFirst().ifPresent(channel -> {
            throw command.wrongUsage("--channels has " + channel + " twice");
        });
        return channels;
    }

    /** Rejects {@code --neo4j-uri}: the graph of a temporary home is local. */
    void requireLocal(HomeCommand command) {
        if (command.home().isRemote()) {
            throw command.wrongUsage("--neo4j-uri has no effect: the data set is loaded into a temporary local Neo4j");
        }
    }

    /**
     * Rejects a data set, or the path of an option, in a folder whose files the command deletes.
     *
     * @param option name of the option
     */
    void requireOutside(List<Path> deleted, String option, Path path, HomeCommand command) {
        for (Path parent : deleted) {
            requireOutside(parent, "DIR", folder, command);
            requireOutside(parent, option, path, command);
        }
    }

    private static void requireOutside(Path deleted, String name, Path path, HomeCommand command) {
        if (path.toAbsolutePath().normalize().startsWith(deleted.toAbsolutePath().normalize())) {
            throw command.wrongUsage(
                    name + " is in " + deleted + ", where this command deletes files: name another folder");
        }
    }

    /** Opens the data set. Invalid options are a usage error of the command. */
    DataSetFolder data(HomeCommand command) {
        return dataSet.open(folder, rejectionLimit.share(command), command);
    }

    /** Validates the training options; invalid ones are a usage error of the command. */
    TrainingOptions training(HomeCommand command) {
        return training.options(command);
    }

    /**
     * Opens a temporary home with the settings of the command's home and prints those that are not defaults. Both share the
     * vectors of texts, so that no text is encoded twice.
     */
    RecallHome open(Path temporary, HomeCommand command) {
        Path home = command.home().folder();
        CachedTextEncoder.share(RecallHome.cache(temporary), RecallHome.cache(home));
        ServiceSettings.share(temporary, home);
        ServiceSettings.of(temporary).changes().forEach(command.console()::print);
        return RecallHome.local(temporary, command.console().progress());
    }
}
