package io.graphrecall.gnn.training;

import io.graphrecall.schema.Progress;

/** Interrupts the training thread after a number of epochs. */
public final class InterruptAfter implements Progress {

    private int left;

    public InterruptAfter(int epochs) {
        left = epochs;
    }

    @Override
    public void begin(String task, long total) {}

    @Override
    public void advance(long steps) {}

    @Override
    public void end(String outcome) {
        if (--left == 0) {
            Thread.currentThread().interrupt();
        }
    }
}
