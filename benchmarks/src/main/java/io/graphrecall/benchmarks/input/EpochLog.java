package io.graphrecall.benchmarks.input;

import io.graphrecall.schema.Progress;

/** Progress of a training: one line per epoch on standard error. For one thread. */
public final class EpochLog implements Progress {

    private static final double NANOS = 1e9;

    private String task = "";
    private long start;

    @Override
    public void begin(String name, long total) {
        task = name;
        start = System.nanoTime();
    }

    @Override
    public void advance(long steps) {}

    @Override
    public void end(String outcome) {
        System.err.printf("%s, %.1f s: %s%n", task, (System.nanoTime() - start) / NANOS, outcome);
    }
}
