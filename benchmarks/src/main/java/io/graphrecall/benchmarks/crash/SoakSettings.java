package io.graphrecall.benchmarks.crash;

import io.graphrecall.benchmarks.input.ServiceAddress;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Settings of the soak test.
 *
 * @param command    shell command that starts a member on the port {@code {port}}; it must become the member's process
 * @param firstPort  port of the first member; the others have the next ones
 * @param members    number of members
 * @param contents   contents of the clicks
 * @param graph      faults of Neo4j
 * @param generation generation that is activated in the middle of the run; empty for none
 * @param recalls    recalls per second
 * @param posts      posted clicks per second
 * @param newContents posted new contents per second; 0 for none
 * @param erasures   users erased per second; 0 for none
 * @param duration   time under load
 * @param pause      time from one fault to the next
 * @param freeze     maximum time of a freeze
 * @param timeout    time without a response after which the client retries at another member
 * @param patience   maximum start time of a member
 * @param seed       seed of the faults
 * @param logs       existing folder for the output of the members
 */
record SoakSettings(
        String command,
        int firstPort,
        int members,
        List<String> contents,
        GraphFaults graph,
        String generation,
        double recalls,
        double posts,
        double newContents,
        double erasures,
        Duration duration,
        Duration pause,
        Duration freeze,
        Duration timeout,
        Duration patience,
        long seed,
        Path logs) {

    SoakSettings {
        contents = List.copyOf(contents);
        if (contents.size() < Journal.EVENTS_PER_USER) {
            throw new IllegalArgumentException("The test needs at least " + Journal.EVENTS_PER_USER
                    + " contents, but has " + contents.size());
        }
        if (members < 2 || members > 16) {
            throw new IllegalArgumentException("members must be between 2 and 16, but is " + members);
        }
        if (!command.contains("{port}")) {
            throw new IllegalArgumentException("The command must contain {port}, the port of a member: " + command);
        }
        if (!(recalls > 0) || !(posts > 0) || newContents < 0 || erasures < 0) {
            throw new IllegalArgumentException(
                    "The rates of recalls and clicks must be positive, those of contents and "
                            + "erasures not negative, but they are " + recalls + ", " + posts + ", " + newContents
                            + " and "
                            + erasures);
        }
    }

    List<ServiceAddress> addresses() {
        return IntStream.range(0, members).mapToObj(member -> new ServiceAddress("127.0.0.1", firstPort + member))
                .toList();
    }
}
