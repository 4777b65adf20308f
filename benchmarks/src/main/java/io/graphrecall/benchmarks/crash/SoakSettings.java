package io.graphrecall.benchmarks.crash;

import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.benchmarks.input.ServiceAddress;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Settings of the soak test, as the usage of {@link SoakDriver} describes them.
 *
 * @param generation generation that is activated in the middle of the run; empty for none
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
        Arguments.requireBetween("members", members, 2, 16);
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
