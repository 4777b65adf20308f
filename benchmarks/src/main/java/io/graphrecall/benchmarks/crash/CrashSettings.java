package io.graphrecall.benchmarks.crash;

import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.benchmarks.input.ServiceAddress;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Settings of the crash test, as the usage of {@link CrashDriver} describes them.
 *
 * @param shortest   minimum time between ready and kill
 * @param longest    maximum time between ready and kill
 * @param graphFault run in every {@value #GRAPH_FAULT_ROUNDS}th round; null for none
 */
record CrashSettings(
        String command,
        ServiceAddress service,
        List<String> contents,
        int rounds,
        int posters,
        int batch,
        int checked,
        Duration shortest,
        Duration longest,
        Duration patience,
        long seed,
        @Nullable String graphFault,
        Path log) {

    /** Rounds from one fault of the database to the next. */
    static final int GRAPH_FAULT_ROUNDS = 4;

    CrashSettings {
        contents = List.copyOf(contents);
        Arguments.requireBetween("rounds", rounds, 1, 1000);
        Arguments.requireBetween("posters", posters, 1, 256);
        Arguments.requireBetween("batch", batch, 1, 1000);
        Arguments.requireBetween("check", checked, 1, Integer.MAX_VALUE);
        if (longest.compareTo(shortest) <= 0 || longest.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(
                    "The time to a kill must be an interval of up to a minute, but is " + shortest + " to " + longest);
        }
    }
}
