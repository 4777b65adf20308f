package io.graphrecall.cli;

import io.graphrecall.schema.Progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Progress as plain lines: one when a task ends, and one now and then while it lasts. */
final class ProgressLines implements Progress {

    private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

    private final PrintWriter out;
    private final LongSupplier nanoTime;
    private String task = "";
    private long total;
    private long done;
    private long began;
    private long told;

    /** @param nanoTime the clock, as {@link System#nanoTime} */
    ProgressLines(PrintWriter out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
    }

    @Override
    public void begin(String name, long steps) {
        task = name;
        total = steps;
        done = 0;
        began = nanoTime.getAsLong();
        told = began;
    }

    @Override
    public void advance(long steps) {
        done += steps;
        long now = nanoTime.getAsLong();
        if (now - told >= INTERVAL) {
            told = now;
            say(task + ": " + (total > 0 ? "%,d of %,d".formatted(done, total) : "%,d".formatted(done)));
        }
    }

    @Override
    public void end(String outcome) {
        say("%s: %s (%s s)".formatted(task, outcome, seconds()));
    }

    private String seconds() {
        return String.format(Locale.ROOT, "%.1f", (nanoTime.getAsLong() - began) / 1e9);
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
