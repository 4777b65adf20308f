package io.graphrecall.benchmarks.crash;

import io.graphrecall.benchmarks.input.ServiceAddress;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the crash driver is told.
 *
 * @param command  starts the service, for a shell; what it starts must be the process that serves, since that is killed
 * @param service  where the service listens
 * @param contents what the events click on; those of one user differ
 * @param rounds   how often the service is killed
 * @param posters  how many events are under way at any time
 * @param shortest the least time between ready and kill
 * @param longest  the most
 * @param patience how long a start may take
 * @param seed     of the times of the kills
 * @param log      where the output of the service goes
 */
public record CrashSettings(
        String command,
        ServiceAddress service,
        List<String> contents,
        int rounds,
        int posters,
        Duration shortest,
        Duration longest,
        Duration patience,
        long seed,
        Path log) {

    public CrashSettings {
        contents = List.copyOf(contents);
        if (contents.size() < Journal.EVENTS_OF_A_USER) {
            throw new IllegalArgumentException("contents are " + contents.size() + ", at least "
                    + Journal.EVENTS_OF_A_USER + " are needed");
        }
        if (rounds < 1 || rounds > 1000) {
            throw new IllegalArgumentException("rounds " + rounds + " is not between 1 and 1000");
        }
        if (posters < 1 || posters > 256) {
            throw new IllegalArgumentException("posters " + posters + " is not between 1 and 256");
        }
        if (longest.compareTo(shortest) <= 0 || longest.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(
                    "kills come " + shortest + " to " + longest + " after ready: that is no span of up to a minute");
        }
    }
}
