package io.graphrecall.offline;

import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.util.function.Function;

/** Forwards progress. Cancels the task at the next report after its thread was interrupted. */
final class CancellableProgress implements Progress {

    private final Progress listener;
    private final String work;

    private CancellableProgress(Progress listener, String work) {
        this.listener = listener;
        this.work = work;
    }

    /**
     * Runs a task that an interrupt of its thread cancels. The thread stays interrupted.
     *
     * @param work what is cancelled, for the message
     * @throws RecallException with code {@code CANCELLED} if the thread was interrupted
     */
    static <T> T run(String work, Progress listener, Function<Progress, T> task) {
        try {
            return task.apply(new CancellableProgress(listener, work));
        } catch (RuntimeException e) {
            boolean cancelled = e instanceof RecallException known && known.code() == Code.CANCELLED;
            if (!cancelled && !Thread.currentThread().isInterrupted()) {
                throw e;
            }
            Thread.currentThread().interrupt(); // closing a database session can clear the flag
            throw new RecallException(Code.CANCELLED, work + " was cancelled", e);
        }
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
            throw new RecallException(Code.CANCELLED, work + " was cancelled");
        }
    }
}
