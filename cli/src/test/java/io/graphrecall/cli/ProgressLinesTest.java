package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;

class ProgressLinesTest {

    private final StringWriter out = new StringWriter();
    private long seconds;
    private final ProgressLines progress = new ProgressLines(new PrintWriter(out, true),
            () -> TimeUnit.SECONDS.toNanos(seconds));

    @Test
    void aShortTaskPrintsOneLine() {
        progress.begin("events", 2000);
        progress.advance(2000);
        seconds = 3;
        progress.end("done");
        assertThat(out).hasToString("events: done (3.0 s)" + System.lineSeparator());
    }

    @Test
    void aLongTaskPrintsItsProgressEveryTenSeconds() {
        progress.begin("events", 2000);
        for (seconds = 1; seconds <= 25; seconds++) {
            progress.advance(50);
        }
        assertThat(out.toString().lines()).containsExactly("events: 500 of 2,000", "events: 1,000 of 2,000");
    }

    @Test
    void aTaskOfUnknownLengthPrintsTheCount() {
        progress.begin("reading", -1);
        seconds = 11;
        progress.advance(7);
        assertThat(out.toString().lines()).containsExactly("reading: 7");
    }
}
