package io.graphrecall.pipeline.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.EventRecordingLogger;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.SubstituteLogger;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

class LogLimitTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
    private final LogLimit limit = new LogLimit(2, nanos::get);
    private final Queue<SubstituteLoggingEvent> events = new ArrayDeque<>();
    private final EventRecordingLogger log = new EventRecordingLogger(new SubstituteLogger("test", events, true),
            events);

    private void log(String message) {
        log(message, null);
    }

    private void log(String message, @Nullable Throwable error) {
        limit.log(log, Level.WARN, message, error);
    }

    private List<String> lines() {
        return events.stream().map(event -> MessageFormatter.basicArrayFormat(
                event.getMessage(), event.getArgumentArray())).toList();
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
        assertThat(lines()).containsExactly("a", "b", "e (lines omitted before: 2)");
    }

    @Test
    void aRepeatedLineIsWrittenOnceAMinute() {
        for (int second = 0; second < 90; second++) {
            log("down");
            pass(1);
        }
        log("up");
        assertThat(lines()).containsExactly("down", "down (lines omitted before: 59)", "up (lines omitted before: 29)");
    }

    @Test
    void theFirstLineOfASecondHasAStackTrace() {
        for (int second = 0; second < 2; second++) {
            log("a failed " + second, new IllegalStateException("why"));
            log("b failed", new IllegalStateException("why"));
            pass(1);
        }
        assertThat(lines()).containsExactly("a failed 0", "b failed: java.lang.IllegalStateException: why",
                "a failed 1", "b failed: java.lang.IllegalStateException: why");
        assertThat(events).extracting(event -> event.getThrowable() != null).containsExactly(true, false, true, false);
    }
}
