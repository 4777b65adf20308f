package io.graphrecall.benchmarks.load;

import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.benchmarks.input.IdFile;
import io.graphrecall.benchmarks.input.ServiceAddress;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the load driver is told.
 *
 * @param service     where the service listens
 * @param users       whose recalls are asked for, drawn uniformly
 * @param contents    what events click on, drawn uniformly
 * @param size        contents wanted in an answer
 * @param connections how many requests are under way at any time
 * @param rate        requests a second, at most; 0 for as many as the connections bring about
 * @param warmUp      load before anything is measured
 * @param measured    load that is measured
 * @param bare        load on the bare route that is measured; zero leaves it out
 * @param eventShare  share of the recalls that follow a click of that user, which is acknowledged first
 * @param seed        of the draws
 * @param process     the service's process, whose memory is reported
 */
public record LoadSettings(
        ServiceAddress service,
        List<String> users,
        List<String> contents,
        int size,
        int connections,
        int rate,
        Duration warmUp,
        Duration measured,
        Duration bare,
        double eventShare,
        long seed,
        Optional<Long> process) {

    /** The command-line arguments, with their defaults. */
    static final String USAGE = """
            --url http://127.0.0.1:8080  where the service listens; this machine only
            --users FILE                 user ids, one a line or as users.jsonl, drawn uniformly
            --contents FILE              content ids likewise, for the clicks
            --size 100                   contents wanted in an answer
            --connections 32             requests under way at any time, at most 1000
            --rate 0                     requests a second at most; 0 for as many as connections bring about
            --warm-up 10                 seconds of load before anything is measured
            --seconds 60                 seconds that are measured, at most 600
            --bare-seconds 10            seconds on a bare route with an answer of that size; 0 leaves it out
            --event-share 0.1            share of the recalls that follow a click, acknowledged before
            --seed 1                     of the draws
            --pid PID                    the service's process, to report its memory""";

    private static final Duration LONGEST = Duration.ofMinutes(10);

    public LoadSettings {
        requireBetween("size", size, 1, 10_000);
        requireBetween("connections", connections, 1, 1000);
        requireBetween("rate", rate, 0, 100_000);
        requireBetween("seconds", measured.toSeconds(), 1, LONGEST.toSeconds());
        requireBetween("warm-up", warmUp.toSeconds(), 0, LONGEST.toSeconds());
        requireBetween("bare-seconds", bare.toSeconds(), 0, LONGEST.toSeconds());
        if (!(eventShare >= 0 && eventShare <= 1)) {
            throw new IllegalArgumentException("event-share " + eventShare + " is not between 0 and 1");
        }
    }

    static LoadSettings of(Arguments arguments) {
        LoadSettings settings = new LoadSettings(
                arguments.value("url", new ServiceAddress("127.0.0.1", 8080), ServiceAddress::ofUrl),
                arguments.required("users", file -> IdFile.read(Path.of(file), "user_id")),
                arguments.required("contents", file -> IdFile.read(Path.of(file), "content_id")),
                arguments.value("size", 100, Integer::valueOf),
                arguments.value("connections", 32, Integer::valueOf),
                arguments.value("rate", 0, Integer::valueOf),
                arguments.value("warm-up", Duration.ofSeconds(10), LoadSettings::seconds),
                arguments.value("seconds", Duration.ofSeconds(60), LoadSettings::seconds),
                arguments.value("bare-seconds", Duration.ofSeconds(10), LoadSettings::seconds),
                arguments.value("event-share", 0.1, Double::valueOf), arguments.value("seed", 1L, Long::valueOf),
                arguments.optional("pid", Long::valueOf));
        arguments.requireAllRead();
        return settings;
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private static void requireBetween(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " " + value + " is not between " + least + " and " + most);
        }
    }
}
