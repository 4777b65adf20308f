package io.graphrecall.cli;

import io.graphrecall.schema.Progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Progress as plain lines: one every ten seconds and one at the end of each task. */
final class ProgressLines implements Progress {

    private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

    private final PrintWriter out;
    private final LongSupplier nanoTime;
    private String task = "";
    private long total;
    private long done;
    private long startNanos;
    private long lastLineNanos;

    /** @param nanoTime clock, for example {@link System#nanoTime} */
    ProgressLines(PrintWriter out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
    }

    @Override
    public void begin(String name, long steps) {
        task = name;
        total = steps;
        done = 0;
        startNanos = nanoTime.getAsLong();
        lastLineNanos = startNanos;
    }

    @Override
    public void advance(long steps) {
        done += steps;
        long now = nanoTime.getAsLong();
        if (now - lastLineNanos >= INTERVAL) {
            lastLineNanos = now;
            print(task + ": " + (total > 0 ? "%,d of %,d".formatted(done, total) : "%,d".formatted(done)));
        }
    }

    @Override
    public void end(String outcome) {
        print("%s: %s (%s s)".formatted(task, outcome, seconds()));
    }

    private String seconds() {
        return String.format(Locale.ROOT, "%.1f", (nanoTime.getAsLong() - startNanos) / 1e9);
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }
}
