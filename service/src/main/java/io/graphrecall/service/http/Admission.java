package io.graphrecall.service.http;

import io.graphrecall.schema.RecallException;

import java.time.Duration;

/** Limits the number of requests in flight. Admits none once closed. Thread-safe; {@link #enter} and {@link #leave} do not wait. */
final class Admission {

    private final int maxInFlight;
    private int inFlight;
    private boolean closed;

    Admission(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    /**
     * Admits a request, which must {@link #leave} when its reply is sent.
     *
     * @throws RecallException OVERLOADED if too many requests are in flight, or after {@link #close}
     */
    synchronized void enter() {
        if (closed) {
            throw new RecallException(RecallException.Code.OVERLOADED, "the service is shutting down");
        }
        if (inFlight >= maxInFlight) {
            throw new RecallException(
                    RecallException.Code.OVERLOADED,
                    "the limit of " + maxInFlight + " requests in flight is reached, try again later");
        }
        inFlight++;
    }

    synchronized void leave() {
        inFlight--;
        notifyAll();
    }

    synchronized int inFlight() {
        return inFlight;
    }

    /** Stops admitting requests and waits until none is in flight. Returns false if that takes longer than the timeout. */
    synchronized boolean close(Duration timeout) {
        closed = true;
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (inFlight > 0) {
                long millis = (deadline - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return false;
                }
                wait(millis);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
