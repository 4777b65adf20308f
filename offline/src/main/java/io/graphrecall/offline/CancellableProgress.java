package io.graphrecall.offline;

import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;

/** Passes progress on, and stops the work at a report once its thread was interrupted. */
final class CancellableProgress implements Progress {

    private final Progress listener;

    CancellableProgress(Progress listener) {
        this.listener = listener;
    }

    @Override
    public void begin(String task, long total) {
        listener.begin(task, total);
        stopIfInterrupted();
    }

    @Override
    public void advance(long steps) {
        listener.advance(steps);
        stopIfInterrupted();
    }

    @Override
    public void end(String outcome) {
        listener.end(outcome);
    }

    private static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new RecallException(RecallException.Code.CANCELLED, "the build was cancelled");
        }
    }
}
