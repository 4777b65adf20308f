package io.graphrecall.cli;

import picocli.CommandLine.Option;

/** Option of commands that fail if too many records of a file are rejected. */
final class RejectionLimit {

    @Option(names = "--max-rejected", paramLabel = "PERCENT", defaultValue = "5", description = "Maximum share of rejected records per file, in percent. Above it the command fails and names the file and the most frequent reason (default: ${DEFAULT-VALUE}).")
    private double percent = 5;

    /** Returns the limit as a share; an invalid one is a usage error of the command. */
    double share(HomeCommand command) {
        if (!(percent >= 0 && percent <= 100)) {
            throw command.wrongUsage("--max-rejected must be from 0 to 100, found " + percent);
        }
        return percent / 100;
    }
}
