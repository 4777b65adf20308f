package io.graphrecall.service.state;

import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Bounded waits for results of the cluster. */
public final class ClusterWait {

    private ClusterWait() {}

    /**
     * Waits for a result.
     *
     * @throws TimeoutException if the members of the cluster that store the entry do not respond in time, or fail
     * @throws RecallException  CANCELLED if the thread is interrupted
     */
    public static <T extends @Nullable Object> T await(CompletionStage<T> running, Duration limit)
            throws TimeoutException {
        try {
            return running.toCompletableFuture().get(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            TimeoutException failed = new TimeoutException(String.valueOf(e.getCause()));
            failed.initCause(e.getCause());
            throw failed;
        } catch (TimeoutException e) { // the message of Hazelcast has a thousand characters
            throw new TimeoutException("no response within " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecallException(RecallException.Code.CANCELLED, "interrupted", e);
        }
    }
}
