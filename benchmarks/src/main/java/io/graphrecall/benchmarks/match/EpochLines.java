package io.graphrecall.benchmarks.match;

import io.graphrecall.schema.Progress;

/** A line an epoch on the error output. */
final class EpochLines implements Progress {

    private static final double NANOS = 1e9;

    private String task = "";
    private long began;

    @Override
    public void begin(String name, long total) {
        task = name;
        began = System.nanoTime();
    }

    @Override
    public void advance(long steps) {}

    @Override
    public void end(String outcome) {
        System.err.printf("%s, %.1f s: %s%n", task, (System.nanoTime() - began) / NANOS, outcome);
    }
}
