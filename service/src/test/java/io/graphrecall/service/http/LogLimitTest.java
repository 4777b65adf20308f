package io.graphrecall.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

class LogLimitTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
    private final LogLimit limit = new LogLimit(2, nanos::get);
    private final List<String> lines = new ArrayList<>();

    private void log(String message) {
        limit.log(message, omitted -> lines.add(message + omitted));
    }

    private void pass(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void aSecondHasAtMostSoManyLinesAndTheNextLineCountsTheOthers() {
        for (String message : List.of("a", "b", "c", "d")) {
            log(message);
        }
        pass(1);
        log("e");
        assertThat(lines).containsExactly("a", "b", "e (lines omitted before: 2)");
    }

    @Test
    void aRepeatedLineIsWrittenOnceAMinute() {
        for (int second = 0; second < 90; second++) {
            log("down");
            pass(1);
        }
        log("up");
        assertThat(lines).containsExactly("down", "down (lines omitted before: 59)", "up (lines omitted before: 29)");
    }
}
