package io.graphrecall.offline;

import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;

/** Forwards progress. Cancels the task at the next report after its thread was interrupted. */
final class CancellableProgress implements Progress {

    private final Progress listener;

    CancellableProgress(Progress listener) {
        this.listener = listener;
    }

    @Override
    public void begin(String task, long total) {
        listener.begin(task, total);
        cancelIfInterrupted();
    }

    @Override
    public void advance(long steps) {
        listener.advance(steps);
        cancelIfInterrupted();
    }

    @Override
    public void end(String outcome) {
        listener.end(outcome);
    }

    private static void cancelIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new RecallException(RecallException.Code.CANCELLED, "the build was cancelled");
        }
    }
}
