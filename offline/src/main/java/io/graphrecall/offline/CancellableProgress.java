package io.graphrecall.offline;

import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

/** Forwards progress. Cancels the task at the next report after its thread was interrupted. */
final class CancellableProgress implements Progress {

    private final Progress listener;
    private final String work;

    /** @param work what is cancelled, for the message */
    CancellableProgress(Progress listener, String work) {
        this.listener = listener;
        this.work = work;
    }

    /** Returns the error of cancelled work. */
    static RecallException cancelled(String work, @Nullable Throwable cause) {
        return new RecallException(RecallException.Code.CANCELLED, work + " was cancelled", cause);
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

    private void cancelIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled(work, null);
        }
    }
}
