package io.graphrecall.benchmarks.load;

import io.graphrecall.benchmarks.input.Arguments;
import io.graphrecall.benchmarks.input.IdFile;
import io.graphrecall.benchmarks.input.ServiceAddress;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of the load driver, as {@link #USAGE} describes them.
 *
 * @param rate 0 for a closed loop
 * @param bare zero skips the bare route
 */
record LoadSettings(
        ServiceAddress service,
        List<String> users,
        List<String> contents,
        int size,
        String detail,
        int connections,
        int rate,
        Duration warmUp,
        Duration measured,
        Duration bare,
        double eventShare,
        boolean clicksOnly,
        long seed,
        Optional<Long> process,
        Path catalogue,
        int liveContents) {

    /** Command-line options with their defaults. */
    static final String USAGE = """
            --url URL            Address of the service, on this machine (default: http://127.0.0.1:8080).
            --users FILE         User ids, one a line or as users.jsonl. Users are drawn uniformly. Required.
            --contents FILE      Content ids, one a line or as contents.jsonl, for the clicks. Required.
            --size N             Requested contents in an answer (default: 100).
            --detail NAME        Detail of an answer: ids, channels or reasons (default: channels).
            --connections N      Maximum concurrent requests, 1 to 1000 (default: 32).
            --rate N             Recalls a second that are due. Latency then begins when a request is due.
                                 0 is a closed loop: each connection sends its next request after an answer (default: 0).
            --warm-up SECONDS    Load before the measured period (default: 10).
            --seconds SECONDS    Measured period, 1 to 600 (default: 60).
            --bare-seconds SECONDS  Measured period on a bare route with an answer of the same size.
                                 0 skips it (default: 10).
            --event-share SHARE  Share of the recalls that follow an acknowledged click (default: 0.1).
            --clicks-only BOOL   Sends clicks without recalls; --rate is then that of the clicks (default: false).
            --seed N             Seed of the draws (default: 1).
            --pid PID            Process id of the service, to report its CPU time per recall and its memory.
            --live-contents N    Contents to post before the load: copies of the first N of --contents (JSON Lines)
                                 under new ids, which stay in the graph (default: 0).""";

    private static final Duration MAX_DURATION = Duration.ofMinutes(10);

    LoadSettings {
        Arguments.requireBetween("size", size, 1, 10_000);
        Arguments.requireBetween("live-contents", liveContents, 0, 1_000_000);
        Arguments.requireBetween("connections", connections, 1, 1000);
        Arguments.requireBetween("rate", rate, 0, 100_000);
        Arguments.requireBetween("seconds", measured.toSeconds(), 1, MAX_DURATION.toSeconds());
        Arguments.requireBetween("warm-up", warmUp.toSeconds(), 0, MAX_DURATION.toSeconds());
        Arguments.requireBetween("bare-seconds", bare.toSeconds(), 0, MAX_DURATION.toSeconds());
        if (!(eventShare >= 0 && eventShare <= 1)) {
            throw new IllegalArgumentException("event-share " + eventShare + " is not between 0 and 1");
        }
    }

    static LoadSettings of(Arguments arguments) {
        String contents = arguments.required("contents", String::valueOf);
        LoadSettings settings = new LoadSettings(
                arguments.value("url", new ServiceAddress("127.0.0.1", 8080), ServiceAddress::ofUrl),
                arguments.required("users", file -> IdFile.read(Path.of(file), "user_id")),
                IdFile.read(Path.of(contents), "content_id"),
                arguments.value("size", 100, Integer::valueOf),
                arguments.value("detail", "channels", String::valueOf),
                arguments.value("connections", 32, Integer::valueOf),
                arguments.value("rate", 0, Integer::valueOf),
                arguments.seconds("warm-up", 10), arguments.seconds("seconds", 60),
                arguments.seconds("bare-seconds", 10),
                arguments.value("event-share", 0.1, Double::valueOf),
                arguments.value("clicks-only", false, Boolean::valueOf), arguments.value("seed", 1L, Long::valueOf),
                arguments.optional("pid", Long::valueOf), Path.of(contents),
                arguments.value("live-contents", 0, Integer::valueOf));
        arguments.requireAllRead();
        return settings;
    }
}
