package io.graphrecall.benchmarks.crash;

import io.graphrecall.benchmarks.input.ServiceAddress;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Settings of the crash test.
 *
 * @param command  shell command that starts the service; it must become the process of the service, which is killed
 * @param service  address of the service
 * @param contents contents of the clicks; the events of one user have distinct contents
 * @param rounds   number of kills
 * @param posters  number of concurrent posts
 * @param batch    events of a post
 * @param checked  maximum number of users that are checked after a start: those with the newest events
 * @param shortest minimum time between ready and kill
 * @param longest  maximum time between ready and kill
 * @param patience maximum start time
 * @param seed     seed of the times of the kills
 * @param graphFault shell command that kills the database and starts it again, run in every {@value #GRAPH_FAULT_ROUNDS}th
 *                   round while events are posted; null for none
 * @param log      file for the output of the service
 */
public record CrashSettings(
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

    public CrashSettings {
        contents = List.copyOf(contents);
        if (contents.size() < Journal.EVENTS_PER_USER) {
            throw new IllegalArgumentException("The test needs at least " + Journal.EVENTS_PER_USER
                    + " contents, but has " + contents.size());
        }
        if (rounds < 1 || rounds > 1000) {
            throw new IllegalArgumentException("rounds must be between 1 and 1000, but is " + rounds);
        }
        if (posters < 1 || posters > 256) {
            throw new IllegalArgumentException("posters must be between 1 and 256, but is " + posters);
        }
        if (batch < 1 || batch > 1000) {
            throw new IllegalArgumentException("batch must be between 1 and 1000, but is " + batch);
        }
        if (checked < 1) {
            throw new IllegalArgumentException("check must be at least 1, but is " + checked);
        }
        if (longest.compareTo(shortest) <= 0 || longest.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(
                    "The time to a kill must be an interval of up to a minute, but is " + shortest + " to " + longest);
        }
    }
}
